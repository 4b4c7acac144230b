/** Public keys and strict signature checks; the key, never the signature, fixes the algorithm. */
@Export
@Version("1.0.0")
@NullMarked
package dev.isaac.trust.keys;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
