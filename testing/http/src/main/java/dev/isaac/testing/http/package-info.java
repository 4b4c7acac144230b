/** A web server, a proxy and an authority for tests, on loopback only, that misbehave as they are told. */
@Export
@Version("1.0.0")
@NullMarked
package dev.isaac.testing.http;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
