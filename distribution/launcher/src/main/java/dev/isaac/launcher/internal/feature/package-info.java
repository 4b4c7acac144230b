/** Feature files: which bundles a distribution adds to the host. */
@NullMarked
package dev.isaac.launcher.internal.feature;

import org.jspecify.annotations.NullMarked;
