/** Calls of commands that are under way, and how they are held back while their bundles change. */
@NullMarked
package dev.isaac.core.internal.call;

import org.jspecify.annotations.NullMarked;
