/** The commands of this bundle. */
@NullMarked
package dev.isaac.core.internal.command;

import org.jspecify.annotations.NullMarked;
