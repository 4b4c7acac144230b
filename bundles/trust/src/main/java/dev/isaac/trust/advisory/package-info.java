/** Warnings that a registry signs: of keys, of versions, of single files. */
@Export
@Version("1.0.0")
@NullMarked
package dev.isaac.trust.advisory;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
