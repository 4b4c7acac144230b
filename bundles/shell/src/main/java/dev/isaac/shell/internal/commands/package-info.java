/** The shell's own commands. */
@NullMarked
package dev.isaac.shell.internal.commands;

import org.jspecify.annotations.NullMarked;
