package dev.isaac.marketplace.internal.registry;

import dev.isaac.trust.tuf.MetadataStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps nothing beyond a check. */
final class MemoryStore implements MetadataStore {

    private final Map<String, byte[]> documents = new HashMap<>();

    @Override
    public Optional<byte[]> read(String role) {
        return Optional.ofNullable(documents.get(role));
    }

    @Override
    public void write(String role, byte[] document) {
        documents.put(role, document);
    }

    @Override
    public void delete(String role) {
        documents.remove(role);
    }
}
