/**
 * The command SPI: a {@link dev.isaac.command.Command} declares itself in a {@link dev.isaac.command.CommandManifest},
 * receives an {@link dev.isaac.command.Invocation} and returns a {@link dev.isaac.command.CommandResult} or throws a
 * {@link dev.isaac.command.CommandException}. A command never prints: surfaces render.
 */
@Export
@Version("1.3.0")
@NullMarked
package dev.isaac.command;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
