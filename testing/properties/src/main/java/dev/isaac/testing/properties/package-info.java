/** Seeds of property tests. */
@NullMarked
package dev.isaac.testing.properties;

import org.jspecify.annotations.NullMarked;
