package dev.isaac.signing.internal;

import dev.isaac.trust.tuf.MetadataStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A store that is gone with the process: for verifying what is about to be published. */
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
