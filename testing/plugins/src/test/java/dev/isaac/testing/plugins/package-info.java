/** Tests of the example plugins as users get them. */
@NullMarked
package dev.isaac.testing.plugins;

import org.jspecify.annotations.NullMarked;
