/** Commands of those who publish plugins. */
@NullMarked
package dev.isaac.authoring.internal.plugin;

import org.jspecify.annotations.NullMarked;
