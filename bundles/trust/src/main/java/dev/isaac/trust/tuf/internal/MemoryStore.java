package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.tuf.MetadataStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Metadata that is gone with the process. Not thread-safe. */
public final class MemoryStore implements MetadataStore {

    private final Map<String, byte[]> documents = new HashMap<>();

    /** An empty store. */
    public MemoryStore() {}

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
