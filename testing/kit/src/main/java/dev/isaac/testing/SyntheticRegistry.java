package dev.isaac.testing;

import dev.isaac.signing.RepositoryBuilder;
import dev.isaac.signing.RepositoryBuilder.Scope;
import dev.isaac.signing.Signer;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.AuthorKey;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.keys.SignatureAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A registry in memory, in the form of docs/registry-format.md. Its keys are its own; what it signs is what the test says.
 * Each {@link #publish} makes the next version of what changed. Not thread-safe.
 */
public final class SyntheticRegistry {

    private static final Duration VALIDITY = Duration.ofDays(30);

    private final SettableClock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Signer> roles = new LinkedHashMap<>();
    private final Map<String, Signer> authors = new TreeMap<>();
    private final Map<String, List<String>> claims = new TreeMap<>();
    private final List<PluginDraft> plugins = new ArrayList<>();
    private final Map<String, byte[]> more = new TreeMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final FaultyFetcher metadata = new FaultyFetcher(files, "metadata/");
    private final FaultyFetcher targets = new FaultyFetcher(files, "targets/");
    private Map<String, byte[]> previous = Map.of();

    /** An empty registry that signs at the clock's time. */
    public SyntheticRegistry(SettableClock clock) {
        this.clock = clock;
        for (String role : List.of("root", "targets", "claimed", "new-claims", "bins-0", "snapshot", "timestamp")) {
            roles.put(role, newKey());
        }
    }

    /** A key of its own, such as an attacker's. */
    public Signer newKey() {
        return Signer.generate(SignatureAlgorithm.ED25519, random);
    }

    /** Adds a publisher with a claim on ids or prefixes. */
    public SyntheticRegistry publisher(String id, String... patterns) {
        authors.put(id, newKey());
        claims.put(id, List.of(patterns));
        return this;
    }

    /** Exchanges a publisher's key, as after a loss or a theft. */
    public SyntheticRegistry rotate(String publisher) {
        authors.put(publisher, newKey());
        return this;
    }

    /** Adds a version of a plugin, honest until changed. */
    public PluginDraft plugin(String publisher, String id, String version) {
        PluginDraft draft = new PluginDraft(publisher, id, version, author(publisher));
        plugins.add(draft);
        return draft;
    }

    /** Lists any file under any path, as whoever holds the key of the bins can. */
    public SyntheticRegistry target(String path, byte[] content) {
        more.put(path, content);
        return this;
    }

    private Signer author(String publisher) {
        return Objects.requireNonNull(authors.get(publisher), "add the publisher first");
    }

    /** Signs everything and makes it visible. */
    public SyntheticRegistry publish() throws TrustException {
        RepositoryBuilder builder = new RepositoryBuilder(clock.instant(), VALIDITY, previous);
        roles.forEach((role, key) -> builder.keys(role, 1, List.of(key)));
        builder.delegate("targets", "claimed", Scope.PATTERNS, List.of("claims/*.json"), false);
        builder.delegate("targets", "new-claims", Scope.PATTERNS, List.of("claims/*.json"), true);
        builder.delegate(
                "targets",
                "bins-0",
                Scope.HASH_PREFIXES,
                List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"),
                false);
        for (String publisher : claims.keySet()) {
            builder.target("claimed", Claim.path(publisher), claim(publisher));
        }
        Map<String, List<Object>> versions = new TreeMap<>();
        Map<String, String> publishers = new TreeMap<>();
        List<Object> catalog = new ArrayList<>();
        for (PluginDraft draft : plugins) {
            builder.target("bins-0", draft.file(), draft.jar());
            builder.target("bins-0", draft.statementFile(), draft.envelope());
            Map<String, Object> entry = draft.entry(clock.instant().toString());
            versions.computeIfAbsent(draft.id(), any -> new ArrayList<>()).add(0, entry);
            if (publishers.put(draft.id(), draft.publisher()) == null) {
                catalog.add(Map.of(
                        "id", draft.id(),
                        "version", Objects.requireNonNull(entry.get("version")),
                        "publisher", draft.publisher(),
                        "author", draft.publisher(),
                        "summary", "",
                        "description", "",
                        "homepage", "",
                        "tags", List.of(),
                        "status", "available"));
            }
        }
        versions.forEach((id, list) -> builder.target(
                "bins-0",
                "plugins/" + id + ".json",
                Json.write(Map.of(
                        "format", 1, "id", id, "publisher", String.valueOf(publishers.get(id)), "versions", list))));
        more.forEach((path, content) -> builder.target("bins-0", path, content));
        builder.target("bins-0", "catalog.json", Json.write(Map.of("format", 1, "plugins", catalog)));
        files.putAll(builder.build());
        previous = builder.documents();
        return this;
    }

    private byte[] claim(String publisher) {
        Map<String, Object> claim = new TreeMap<>();
        claim.put("format", 1);
        claim.put("publisher", publisher);
        claim.put("name", publisher);
        claim.put("plugins", Objects.requireNonNull(claims.get(publisher)));
        claim.put("keys", List.of(new AuthorKey(author(publisher).publicKey(), clock.instant()).toJson()));
        return Json.write(claim);
    }

    /** The newest root. */
    public byte[] root() {
        return Objects.requireNonNull(previous.get("root"), "publish first").clone();
    }

    /** Serves the metadata. */
    public FaultyFetcher metadata() {
        return metadata;
    }

    /** Serves the targets. */
    public FaultyFetcher targets() {
        return targets;
    }

    /** Writes the registry and its root into a folder: {@code metadata/}, {@code targets/}, {@code root.json}. */
    public void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.write(path, file.getValue());
        }
        Files.write(folder.resolve("root.json"), root());
    }
}
