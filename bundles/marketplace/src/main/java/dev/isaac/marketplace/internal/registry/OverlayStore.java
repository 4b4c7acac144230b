package dev.isaac.marketplace.internal.registry;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.tuf.MetadataStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Starts with what another store holds, and keeps every change in memory: the other store is only read. */
final class OverlayStore implements MetadataStore {

    private final MetadataStore below;
    private final Map<String, Optional<byte[]>> changes = new HashMap<>();

    OverlayStore(MetadataStore below) {
        this.below = below;
    }

    @Override
    public Optional<byte[]> read(String role) throws TrustException {
        Optional<byte[]> changed = changes.get(role);
        return changed == null ? below.read(role) : changed;
    }

    @Override
    public void write(String role, byte[] document) {
        changes.put(role, Optional.of(document));
    }

    @Override
    public void delete(String role) {
        changes.put(role, Optional.empty());
    }
}
