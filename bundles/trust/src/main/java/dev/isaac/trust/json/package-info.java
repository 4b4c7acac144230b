/** Strict JSON: an immutable model, a parser that refuses what two readers could see differently, a writer and the OLPC canonical form. */
@Export
@Version("1.0.0")
@NullMarked
package dev.isaac.trust.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
