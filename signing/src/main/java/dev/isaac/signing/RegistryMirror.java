package dev.isaac.signing;

import dev.isaac.signing.internal.FilePublisher;
import dev.isaac.signing.internal.MemoryStore;
import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.RoleNames;
import dev.isaac.trust.tuf.TargetFile;
import dev.isaac.trust.tuf.TufClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies a registry byte for byte into a folder: for a network without a way out, a stick, a nearer server. What is
 * copied was verified by the client that users have, and the copy is verified again by a client that starts from the same
 * root. A mirror has no keys and decides nothing.
 */
public final class RegistryMirror {

    /**
     * What came of it.
     *
     * @param roles how many roles
     * @param targets how many targets the copy has
     * @param filesWritten how many files were new or changed
     */
    public record Summary(int roles, int targets, int filesWritten) {}

    /** Remembers what a client fetched, as it was served. */
    private static final class Recorder implements Fetcher {
        private final Fetcher source;
        private final Map<String, byte[]> files = new LinkedHashMap<>();

        Recorder(Fetcher source) {
            this.source = source;
        }

        @Override
        public byte[] fetch(String path, long maxLength) throws FetchException {
            byte[] bytes = source.fetch(path, maxLength);
            files.put(path, bytes);
            return bytes;
        }
    }

    private final Fetcher metadata;
    private final Fetcher targets;
    private final byte[] root;
    private final Clock clock;

    /**
     * A mirror of a source.
     *
     * @param root a root of the registry that is trusted
     */
    public RegistryMirror(Fetcher metadata, Fetcher targets, byte[] root, Clock clock) {
        this.metadata = metadata;
        this.targets = targets;
        this.root = root.clone();
        this.clock = clock;
    }

    /**
     * Copies into a folder, where {@code metadata/} and {@code targets/} may be of a former copy; an older state than that
     * is refused.
     *
     * @param plugins the plugins whose files are copied; empty for all
     */
    public Summary copy(Path to, Collection<String> plugins) throws TrustException, IOException {
        MemoryStore store = new MemoryStore();
        TufClient.init(store, root);
        remember(store, to.resolve("metadata"));
        Recorder recorder = new Recorder(metadata);
        TufClient client = TufClient.open(store, recorder, targets, clock);
        client.refresh();
        List<String> roles = roles(store);
        int copied = 0;
        int written = 0;
        for (String role : roles) {
            for (TargetFile file : client.targetsOf(role)) {
                if (!wanted(file.path(), plugins)) {
                    continue;
                }
                copied++;
                Path place = to.resolve("targets").resolve(name(file));
                if (!Files.isRegularFile(place)
                        || !Digests.sha256(place).equals(file.sha256().orElse(""))) {
                    written += FilePublisher.replace(place, client.download(file)) ? 1 : 0;
                }
            }
        }
        Map<String, byte[]> files = documents(store, recorder, roles);
        written += FilePublisher.publish(to, files);
        verify(to, roles, plugins);
        return new Summary(roles.size() + 4, copied, written);
    }

    /** What a former copy has: a source that is older than it is refused as an attack, as any client would. */
    private static void remember(MemoryStore store, Path folder) throws IOException, TrustException {
        Path timestamp = folder.resolve("timestamp.json");
        if (Files.isRegularFile(timestamp)) {
            byte[] bytes = Files.readAllBytes(timestamp);
            store.write("timestamp", bytes);
            long version = Json.parseObject(bytes)
                    .object("signed")
                    .object("meta")
                    .object("snapshot.json")
                    .integer("version");
            Path snapshot = folder.resolve(version + ".snapshot.json");
            if (Files.isRegularFile(snapshot)) {
                store.write("snapshot", Files.readAllBytes(snapshot));
            }
        }
    }

    private static JsonObject signed(MetadataStore store, String role) throws TrustException {
        return Json.parseObject(document(store, role)).object("signed");
    }

    private static byte[] document(MetadataStore store, String role) throws TrustException {
        Optional<byte[]> document = store.read(role);
        return document.orElseThrow(() -> new TrustException(Kind.MISSING, "the source lacks the role '" + role + "'"));
    }

    /** The roles that targets delegate to. */
    private static List<String> roles(MetadataStore store) throws TrustException {
        List<String> roles = new ArrayList<>();
        for (String file : signed(store, "snapshot").object("meta").names()) {
            String role = file.substring(0, file.length() - ".json".length());
            if (!role.equals("targets")) {
                roles.add(role);
            }
        }
        roles.add("targets");
        return roles;
    }

    private static boolean wanted(String path, Collection<String> plugins) {
        return plugins.isEmpty()
                || !path.startsWith("plugins/")
                || plugins.stream()
                        .anyMatch(
                                id -> path.equals("plugins/" + id + ".json") || path.startsWith("plugins/" + id + "/"));
    }

    private static String name(TargetFile file) throws TrustException {
        String hash =
                file.sha256().orElseThrow(() -> new TrustException(Kind.ALGORITHM, file.path() + " has no SHA-256"));
        int name = file.path().lastIndexOf('/') + 1;
        return file.path().substring(0, name) + hash + "." + file.path().substring(name);
    }

    /** The metadata in the order in which it becomes visible: the timestamp last. */
    private Map<String, byte[]> documents(MetadataStore store, Recorder recorder, List<String> roles)
            throws TrustException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("metadata/" + Json.parseObject(root).object("signed").integer("version") + ".root.json", root);
        for (String role : roles) {
            files.put(
                    "metadata/" + signed(store, role).integer("version") + "." + RoleNames.encode(role) + ".json",
                    document(store, role));
        }
        files.put(
                "metadata/" + signed(store, "snapshot").integer("version") + ".snapshot.json",
                document(store, "snapshot"));
        recorder.files.forEach((path, bytes) -> {
            if (path.endsWith(".root.json")) {
                files.put("metadata/" + path, bytes);
            }
        });
        files.put("metadata/timestamp.json", document(store, "timestamp"));
        return files;
    }

    private void verify(Path copy, List<String> roles, Collection<String> plugins) throws TrustException {
        MemoryStore store = new MemoryStore();
        TufClient.init(store, root);
        TufClient client = TufClient.open(
                store, new FileFetcher(copy.resolve("metadata")), new FileFetcher(copy.resolve("targets")), clock);
        client.refresh();
        for (String role : roles) {
            for (TargetFile file : client.targetsOf(role)) {
                if (wanted(file.path(), plugins)) {
                    client.download(file);
                }
            }
        }
    }
}
