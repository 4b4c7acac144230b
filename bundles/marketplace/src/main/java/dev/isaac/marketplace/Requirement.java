package dev.isaac.marketplace;

import java.util.Objects;

/**
 * One plugin needs another.
 *
 * @param plugin the other plugin
 * @param range which versions of it will do
 * @param optional whether it works without
 */
public record Requirement(PluginId plugin, VersionRange range, boolean optional) {
    public Requirement {
        Objects.requireNonNull(plugin);
        Objects.requireNonNull(range);
    }

    @Override
    public String toString() {
        return plugin + " " + range + (optional ? " (optional)" : "");
    }
}
