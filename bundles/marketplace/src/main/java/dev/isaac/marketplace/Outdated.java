package dev.isaac.marketplace;

import java.util.Objects;

/**
 * An installed plugin of which there is something newer.
 *
 * @param id the plugin
 * @param installed the version that is there
 * @param available the newest stable version
 * @param registry where it is
 */
public record Outdated(PluginId id, PluginVersion installed, PluginVersion available, String registry) {
    public Outdated {
        Objects.requireNonNull(id);
        Objects.requireNonNull(installed);
        Objects.requireNonNull(available);
        Objects.requireNonNull(registry);
    }
}
