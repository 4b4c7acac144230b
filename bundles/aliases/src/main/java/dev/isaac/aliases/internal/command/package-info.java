/** The commands that show and use the mapping. */
@NullMarked
package dev.isaac.aliases.internal.command;

import org.jspecify.annotations.NullMarked;
