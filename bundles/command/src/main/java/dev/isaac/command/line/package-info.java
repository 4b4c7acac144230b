/**
 * The syntax tree of a typed line: sealed and immutable. {@code core} parses a line into it, rewriters change it, the
 * tier gate judges it.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.isaac.command.line;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
