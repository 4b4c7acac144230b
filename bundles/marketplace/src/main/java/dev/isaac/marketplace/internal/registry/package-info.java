/** Where plugins come from: configured registries, their trusted metadata, folders and web servers. */
@NullMarked
package dev.isaac.marketplace.internal.registry;

import org.jspecify.annotations.NullMarked;
