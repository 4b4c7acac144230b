package dev.isaac.signing;

import dev.isaac.signing.internal.FilePublisher;
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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    private static final long MAX_FILE = 512L << 20;
    private static final Pattern SEGMENT = Pattern.compile("[\\p{L}\\p{N}._~+@,=-]+");
    private static final Pattern ROOT = Pattern.compile("([1-9][0-9]{0,17})\\.root\\.json");

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
        MetadataStore store = MetadataStore.memory();
        TufClient.init(store, root);
        Recorder recorder = new Recorder(metadata);
        remember(store, recorder, to.resolve("metadata"));
        TufClient client = TufClient.open(store, recorder, targets, clock);
        client.refresh();
        List<String> roles = roles(store);
        requirePlaces(client, roles);
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
                    written += FilePublisher.replace(place, client.download(file, MAX_FILE)) ? 1 : 0;
                }
            }
        }
        Map<String, byte[]> files = documents(store, recorder, roles);
        written += FilePublisher.publish(to, files);
        verify(to, roles, plugins);
        return new Summary(roles.size() + 4, copied, written);
    }

    /**
     * What a former copy has: a source that is older than it is refused as an attack, as any client would. The copy is followed
     * from the given root to its own, so that keys that changed before it was made do not make it forgotten.
     */
    private static void remember(MetadataStore store, Recorder source, Path folder) throws IOException, TrustException {
        if (!Files.isRegularFile(folder.resolve("timestamp.json"))) {
            return;
        }
        long newest = newestRoot(folder);
        Fetcher files = new FileFetcher(folder);
        Fetcher former = (path, maxLength) -> {
            Matcher wanted = ROOT.matcher(path);
            // A former copy may have begun at a later root; of the source only what leads to the copy's own.
            boolean between =
                    wanted.matches() && Long.parseLong(wanted.group(1)) < newest && !Files.exists(folder.resolve(path));
            return between ? source.fetch(path, maxLength) : files.fetch(path, maxLength);
        };
        try {
            // However old it is: at the beginning of time nothing has expired.
            TufClient.open(store, former, files, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                    .refresh();
        } catch (TrustException e) {
            throw new SigningException(
                    SigningFault.REGISTRY_TAMPERED,
                    folder + " is no copy of a registry with this root: " + e.getMessage() + " (" + e.code() + ")",
                    "mirror into an empty folder");
        }
    }

    private static long newestRoot(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> ROOT.matcher(file.getFileName() + ""))
                    .filter(Matcher::matches)
                    .mapToLong(name -> Long.parseLong(name.group(1)))
                    .max()
                    .orElse(0);
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

    /**
     * The client takes any path, because it makes no file names of them; a copy does. Before anything is written, every target
     * must have a path that stays in the copy, on every system.
     */
    private static void requirePlaces(TufClient client, List<String> roles) throws TrustException {
        for (String role : roles) {
            for (TargetFile file : client.targetsOf(role)) {
                for (String segment : file.path().split("/", -1)) {
                    if (!SEGMENT.matcher(segment).matches() || segment.endsWith(".")) {
                        throw new TrustException(
                                Kind.MALFORMED,
                                "the registry names a target '" + visible(file.path())
                                        + "', which is no path in a folder");
                    }
                }
            }
        }
    }

    private static String visible(String path) {
        return path.replaceAll("[^\\p{Graph}]", "?");
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
        MetadataStore store = MetadataStore.memory();
        TufClient.init(store, root);
        TufClient client = TufClient.open(
                store, new FileFetcher(copy.resolve("metadata")), new FileFetcher(copy.resolve("targets")), clock);
        client.refresh();
        for (String role : roles) {
            for (TargetFile file : client.targetsOf(role)) {
                if (wanted(file.path(), plugins)) {
                    client.download(file, MAX_FILE);
                }
            }
        }
    }
}
