/** The strict archive inspector: refuses whatever two readers could see differently, or that could harm the host. */
@Export
@Version("1.1.0")
@NullMarked
package dev.isaac.trust.archive;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
