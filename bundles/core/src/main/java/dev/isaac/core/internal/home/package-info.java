/** Files of the home that several parts read: JSON documents replaced atomically, and the policy. */
@NullMarked
package dev.isaac.core.internal.home;

import org.jspecify.annotations.NullMarked;
