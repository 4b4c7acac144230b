/** Makes archives byte by byte, honest and hostile ones. */
@Export
@Version("1.0.0")
@NullMarked
package dev.isaac.testing.archives;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
