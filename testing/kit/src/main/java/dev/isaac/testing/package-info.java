/** A registry in memory for tests, honest or hostile. */
@Export
@Version("1.0.0")
@NullMarked
package dev.isaac.testing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
