/**
 * What other bundles implement or use on floor 0, so that nobody needs a bundle above or beside: the home folder,
 * settings, plugin data, calls that are under way, line rewriting and translation, health checks, the entry point of a process.
 */
@Export
@Version("1.3.0")
@NullMarked
package dev.isaac.command.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
