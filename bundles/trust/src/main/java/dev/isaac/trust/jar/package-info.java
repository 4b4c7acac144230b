/** Signatures inside of jars: optional beside the author's statement, checked wholly where there is one. */
@Export
@Version("1.0.0")
@NullMarked
package dev.isaac.trust.jar;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
