/** An entry point for tests of the launcher. */
@NullMarked
package dev.isaac.testing.probe;

import org.jspecify.annotations.NullMarked;
