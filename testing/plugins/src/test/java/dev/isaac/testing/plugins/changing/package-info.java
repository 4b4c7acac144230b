/** Classes of a plugin that is changed while its commands run. They are read as bytes and run only inside bundles. */
@NullMarked
package dev.isaac.testing.plugins.changing;

import org.jspecify.annotations.NullMarked;
