package dev.isaac.marketplace;

import java.util.List;
import java.util.Objects;

/**
 * What is installed, pinned to the byte: the same lock gives the same bytes by the same authors anywhere.
 *
 * @param plugins sorted by name
 */
public record PluginLock(List<Entry> plugins) {

    public PluginLock {
        plugins = List.copyOf(plugins);
    }

    /**
     * One plugin.
     *
     * @param id the plugin
     * @param version its version
     * @param registry the name of the registry it came from
     * @param publisher who published it
     * @param sha256 digest of its jar in lower-case hex
     * @param signer the key that signed it
     * @param requested whether somebody asked for it, rather than that another plugin needed it
     */
    public record Entry(
            PluginId id,
            PluginVersion version,
            String registry,
            String publisher,
            String sha256,
            String signer,
            boolean requested) {
        public Entry {
            Objects.requireNonNull(id);
            Objects.requireNonNull(version);
            Objects.requireNonNull(registry);
            Objects.requireNonNull(publisher);
            Objects.requireNonNull(sha256);
            Objects.requireNonNull(signer);
        }
    }
}
