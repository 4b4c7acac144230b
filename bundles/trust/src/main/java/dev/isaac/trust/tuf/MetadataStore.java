package dev.isaac.trust.tuf;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.tuf.internal.FolderStore;
import dev.isaac.trust.tuf.internal.MemoryStore;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps trusted metadata byte for byte as served, one document for each role. A write replaces the document as one:
 * after a crash there is the old one or the new one. Used by one process at a time.
 */
@ConsumerType
public interface MetadataStore {

    /** Reads a role's document, if there is one. */
    Optional<byte[]> read(String role) throws TrustException;

    /** Replaces a role's document. */
    void write(String role, byte[] document) throws TrustException;

    /** Removes a role's document, if there is one. */
    void delete(String role) throws TrustException;

    /**
     * A store in a folder (created when first written): {@code ROLE.json}, the role's name percent-encoded.
     *
     * @param folder only for this store
     */
    static MetadataStore folder(Path folder) {
        return new FolderStore(folder);
    }

    /** A store that keeps nothing beyond a check: what is about to be published, or a root that is only looked at. */
    static MetadataStore memory() {
        return new MemoryStore();
    }
}
