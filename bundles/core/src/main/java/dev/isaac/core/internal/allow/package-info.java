/** What the user allowed for good. */
@NullMarked
package dev.isaac.core.internal.allow;

import org.jspecify.annotations.NullMarked;
