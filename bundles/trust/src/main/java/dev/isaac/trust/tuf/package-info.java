/** A client of The Update Framework, specification 1.0.x, section 5. */
@Export
@Version("1.1.0")
@NullMarked
package dev.isaac.trust.tuf;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
