/** Packages: what one installation needs of a registry, in one file, for machines that cannot reach it. */
@Export
@Version("1.0.0")
@NullMarked
package dev.isaac.trust.pack;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
