/** HTTP for other plugins, as a service. */
@Export
@Version("1.0.0")
@NullMarked
package dev.isaac.example.http.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
