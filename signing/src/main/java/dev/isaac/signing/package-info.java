/** Keys, author statements and the repository side of the registry, on top of {@code dev.isaac.trust}. */
@Export
@Version("1.0.0")
@NullMarked
package dev.isaac.signing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
