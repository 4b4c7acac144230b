/** What every part of the trust library shares. */
@Export
@Version("1.0.0")
@NullMarked
package dev.isaac.trust;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
