/** The gateway through which every surface runs lines: prompt, command line, Gogo, network and embedders. */
@Export
@Version("1.1.0")
@NullMarked
package dev.isaac.core;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
