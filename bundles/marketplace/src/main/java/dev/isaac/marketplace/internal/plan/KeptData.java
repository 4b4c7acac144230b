package dev.isaac.marketplace.internal.plan;

import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;

/** Tells whether the data is kept that a version of a plugin left when another one took over. */
@FunctionalInterface
public interface KeptData {

    /** Whether it is. */
    boolean has(PluginId id, PluginVersion version);
}
