package dev.isaac.signing.internal;

import dev.isaac.signing.FileFetcher;
import dev.isaac.signing.SigningException;
import dev.isaac.signing.SigningFault;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.TufClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;

/**
 * What a change builds on must be what the keys of the registry signed: whoever broke into the server could otherwise
 * write into {@code public/} what the offline keys sign with the next change.
 */
final class PublishedState {

    private PublishedState() {}

    private static Instant expires(RegistryFolder folder, byte[] document) throws TrustException {
        String text = Draft.signed(document).string("expires");
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new SigningException(
                    SigningFault.REGISTRY_TAMPERED, folder.published() + " has a document without a time: " + text, e);
        }
    }

    /** Refuses a published state that is not signed throughout, from the oldest root on; expired it may be. */
    static void requireSigned(RegistryFolder folder) throws TrustException, IOException {
        Map<String, byte[]> documents = folder.documents();
        Map<Long, byte[]> roots = folder.roots();
        if (documents.isEmpty()) {
            return;
        }
        Instant time = Instant.MAX;
        for (byte[] document : documents.values()) {
            Instant expires = expires(folder, document);
            time = expires.isBefore(time) ? expires : time;
        }
        byte[] staged = folder.stagedDocuments().getOrDefault(Draft.ROOT, new byte[0]);
        Fetcher files = new FileFetcher(folder.published().resolve("metadata"));
        Fetcher metadata = (path, maxLength) -> {
            byte[] file = files.fetch(path, maxLength);
            if (path.endsWith(".root.json") && Arrays.equals(file, staged)) {
                // A publication was interrupted after its root, and before the timestamp that goes with it.
                throw new FetchException(FetchException.Kind.NOT_FOUND, path + " is being published");
            }
            return file;
        };
        try {
            MetadataStore store = MetadataStore.memory();
            TufClient.init(store, roots.values().iterator().next());
            TufClient client = TufClient.open(
                    store,
                    metadata,
                    new FileFetcher(folder.published().resolve("targets")),
                    Clock.fixed(time.minusSeconds(1), ZoneOffset.UTC));
            client.refresh();
            for (String role : documents.keySet()) {
                if (!Draft.TOP_LEVEL.contains(role)) {
                    client.targetsOf(role);
                }
            }
        } catch (TrustException e) {
            throw new SigningException(
                    SigningFault.REGISTRY_TAMPERED,
                    folder.published() + " is not what the registry's keys signed: " + e.getMessage() + " (" + e.code()
                            + ")",
                    e);
        }
    }
}
