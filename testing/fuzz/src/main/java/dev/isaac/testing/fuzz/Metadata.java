package dev.isaac.testing.fuzz;

import dev.isaac.signing.MetadataSigner;
import dev.isaac.signing.RepositoryBuilder;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.TufClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An honest repository with one document exchanged for the fuzzer's. What it makes up is the signed part, to which the
 * right signature is put, since without one nothing behind the check of signatures would ever be reached. An object with
 * a member {@code signatures}, and what is no JSON, goes in as it is.
 */
final class Metadata {

    static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    static final String CLAIM = "claims/acme.json";
    private static final String ROOT = "root";
    private static final String TARGETS = "targets";
    private static final String SNAPSHOT = "snapshot";
    private static final String TIMESTAMP = "timestamp";
    private static final Map<String, byte[]> HONEST = honest();

    private Metadata() {}

    private static Map<String, byte[]> honest() {
        RepositoryBuilder builder = new RepositoryBuilder(NOW, Duration.ofDays(30), Map.of());
        for (String role : List.of(ROOT, TARGETS, SNAPSHOT, TIMESTAMP, "claimed", "bins-0", "bins-1")) {
            builder.keys(role, 1, List.of(Keys.KEY));
        }
        builder.delegate(TARGETS, "claimed", RepositoryBuilder.Scope.PATTERNS, List.of("claims/*.json"), false);
        builder.delegate(TARGETS, "bins-0", RepositoryBuilder.Scope.HASH_PREFIXES, List.of("0", "1", "2", "3"), false);
        builder.delegate(TARGETS, "bins-1", RepositoryBuilder.Scope.HASH_PREFIXES, List.of("4", "5", "6", "7"), true);
        builder.target("claimed", CLAIM, new byte[] {1}, Map.of("plugins", List.of("acme-*")));
        builder.target("bins-0", "plugins/tools.json", new byte[] {2});
        try {
            builder.build();
        } catch (TrustException e) {
            throw new IllegalStateException(e);
        }
        Map<String, byte[]> documents = new HashMap<>(builder.documents());
        byte[] timestamp = Optional.ofNullable(documents.get(TIMESTAMP)).orElseThrow();
        try {
            // Says the version only, so that a snapshot of other bytes is looked into.
            documents.put(
                    TIMESTAMP,
                    sign(body(
                            Json.parseObject(timestamp).object("signed").asMap(),
                            Map.of("meta", Map.of("snapshot.json", Map.of("version", 1L))))));
        } catch (TrustException e) {
            throw new IllegalStateException(e);
        }
        return documents;
    }

    private static Map<String, Object> body(Map<String, ?> body, Map<String, ?> changes) {
        Map<String, Object> changed = new HashMap<>();
        changed.putAll(body);
        changed.putAll(changes);
        return changed;
    }

    /** The signed parts of the honest documents, by their role. */
    static Map<String, byte[]> seeds() throws TrustException {
        Map<String, byte[]> seeds = new HashMap<>();
        for (Map.Entry<String, byte[]> document : HONEST.entrySet()) {
            seeds.put(
                    document.getKey(),
                    Json.write(Json.parseObject(document.getValue()).object("signed")));
        }
        return seeds;
    }

    /** An honest document as it is. */
    static byte[] document(String role) {
        return Optional.ofNullable(HONEST.get(role)).orElseThrow().clone();
    }

    /** The same repository's root with another version. */
    static byte[] nextRoot() throws TrustException {
        return Json.write(new JsonObject(
                body(Json.parseObject(document(ROOT)).object("signed").asMap(), Map.of("version", 2L))));
    }

    private static byte[] sign(Map<String, ?> body) throws TrustException {
        return MetadataSigner.sign(body, List.of(Keys.KEY));
    }

    private static byte[] document(byte[] data) {
        try {
            JsonObject object = Json.parseObject(data);
            return object.has("signatures") ? data : sign(object.asMap());
        } catch (JsonException e) {
            return data;
        } catch (TrustException e) {
            throw new IllegalStateException("the fuzzer's key signs everything", e);
        }
    }

    /** The first trusted root, which a user gives. */
    static void trustedRoot(byte[] data) {
        try {
            TufClient.init(new Memory(), document(data));
        } catch (TrustException e) {
            Property.require(!e.code().isEmpty(), "a refusal has a code");
        }
    }

    /** A whole refresh with that document for those roles, then look-ups; the first refusal ends it. */
    static void refresh(byte[] data, String... roles) {
        Map<String, byte[]> documents = new HashMap<>(HONEST);
        byte[] document = document(data);
        for (String role : roles) {
            documents.put(role, document);
        }
        Memory store = new Memory();
        TufClient client = client(store, documents);
        try {
            TufClient.init(store, document(ROOT));
            client.refresh();
            client.target(CLAIM);
            client.target("plugins/tools.json");
            client.target("a/b");
            client.targetsOf("claimed");
        } catch (TrustException e) {
            Property.require(!e.code().isEmpty(), "a refusal has a code");
            return;
        }
        offline(store, documents);
    }

    /** What a refresh accepted and stored is accepted again, without the network and by another refresh. */
    private static void offline(Memory store, Map<String, byte[]> documents) {
        try {
            client(store, Map.of()).load();
            client(store, documents).refresh();
        } catch (TrustException e) {
            throw new AssertionError("what was accepted is refused the second time", e);
        }
    }

    private static TufClient client(MetadataStore store, Map<String, byte[]> documents) {
        Fetcher metadata = (path, maxLength) -> {
            String role = path.equals("timestamp.json") ? TIMESTAMP : role(path);
            byte[] document = documents.get(role);
            // There is no third root, whatever the fuzzer wrote.
            if (document == null || (role.equals("next-root") && !path.startsWith("2."))) {
                throw new FetchException(FetchException.Kind.NOT_FOUND, path);
            }
            if (document.length > maxLength) {
                throw new FetchException(FetchException.Kind.TOO_LONG, path);
            }
            return document.clone();
        };
        Fetcher none = (path, maxLength) -> {
            throw new FetchException(FetchException.Kind.NOT_FOUND, path);
        };
        return TufClient.open(store, metadata, none, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** The role of a file {@code [VERSION.]ROLE.json}. */
    private static String role(String path) {
        String name = path.endsWith(".json") ? path.substring(0, path.length() - 5) : path;
        int dot = name.indexOf('.');
        String role = dot < 0 ? name : name.substring(dot + 1);
        return role.equals(ROOT) ? "next-root" : role;
    }

    private static final class Memory implements MetadataStore {
        private final Map<String, byte[]> documents = new HashMap<>();

        @Override
        public Optional<byte[]> read(String role) {
            return Optional.ofNullable(documents.get(role)).map(byte[]::clone);
        }

        @Override
        public void write(String role, byte[] document) {
            documents.put(role, document.clone());
        }

        @Override
        public void delete(String role) {
            documents.remove(role);
        }
    }
}
