/** The settings of the user and the locks of the distribution. */
@NullMarked
package dev.isaac.core.internal.settings;

import org.jspecify.annotations.NullMarked;
