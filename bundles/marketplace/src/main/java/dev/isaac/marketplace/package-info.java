/**
 * The marketplace as a service: find plugins in signed registries, plan a change, apply it to the running framework.
 * Every refusal is a {@link dev.isaac.command.CommandException} whose fault carries a stable code.
 */
@Export
@Version("1.1.0")
@NullMarked
package dev.isaac.marketplace;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
