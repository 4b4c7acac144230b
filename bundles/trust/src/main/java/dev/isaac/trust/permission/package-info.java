/** What a plugin may do: permissions in words that a user understands, and what its byte code can reach. */
@Export
@Version("1.1.0")
@NullMarked
package dev.isaac.trust.permission;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
