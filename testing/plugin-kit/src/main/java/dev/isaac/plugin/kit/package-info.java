/** Hand-written fakes with which plugin authors test their commands. */
@Export
@Version("1.0.0")
@NullMarked
package dev.isaac.plugin.kit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
