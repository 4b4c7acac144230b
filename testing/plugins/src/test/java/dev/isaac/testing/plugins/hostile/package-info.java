/** Classes of plugins that mean harm. They are read as bytes and run only inside bundles. */
@NullMarked
package dev.isaac.testing.plugins.hostile;

import org.jspecify.annotations.NullMarked;
