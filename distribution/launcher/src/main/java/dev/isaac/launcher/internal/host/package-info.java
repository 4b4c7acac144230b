/** The host bundles: what is known of them without opening a jar, and how the framework gets them. */
@NullMarked
package dev.isaac.launcher.internal.host;

import org.jspecify.annotations.NullMarked;
