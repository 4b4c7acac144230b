/** Starts a real framework through the launcher. */
@NullMarked
package dev.isaac.testing.container;

import org.jspecify.annotations.NullMarked;
