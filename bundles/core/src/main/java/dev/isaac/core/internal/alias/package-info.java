/** Aliases of the user and of plugins: where they are kept, and what they make of a line. */
@NullMarked
package dev.isaac.core.internal.alias;

import org.jspecify.annotations.NullMarked;
