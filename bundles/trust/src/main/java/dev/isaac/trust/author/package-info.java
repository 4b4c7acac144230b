/** Who may publish what, and what an author signed. */
@Export
@Version("1.0.0")
@NullMarked
package dev.isaac.trust.author;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
