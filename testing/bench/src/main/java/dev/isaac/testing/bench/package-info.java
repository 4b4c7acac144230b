/** Measurements by JMH. */
@NullMarked
package dev.isaac.testing.bench;

import org.jspecify.annotations.NullMarked;
