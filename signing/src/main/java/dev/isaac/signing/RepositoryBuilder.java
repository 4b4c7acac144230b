package dev.isaac.signing;

import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.tuf.RoleNames;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds the files of a TUF repository with consistent snapshots. A document whose content did not change, and that is
 * still valid for half of the validity, stays as it is, byte for byte; another gets the next version. Not thread-safe.
 */
public final class RepositoryBuilder {

    private static final String ROOT = "root";
    private static final String TARGETS = "targets";
    private static final String SNAPSHOT = "snapshot";
    private static final String TIMESTAMP = "timestamp";

    /** What decides which paths a delegated role may speak for. */
    public enum Scope {
        /** Shell-style patterns, where no wildcard crosses {@code /}. */
        PATTERNS("paths"),
        /** Hex prefixes of the SHA-256 of the path. */
        HASH_PREFIXES("path_hash_prefixes");

        private final String member;

        Scope(String member) {
            this.member = member;
        }
    }

    private record Keys(int threshold, List<Signer> keys) {}

    private record Delegation(String role, Scope scope, List<String> values, boolean terminating) {}

    private final Instant now;
    private final Duration validity;
    private final Map<String, byte[]> previous;
    private final Map<String, Keys> keys = new LinkedHashMap<>();
    private final Map<String, List<Delegation>> delegations = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> targets = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, byte[]> documents = new LinkedHashMap<>();

    /**
     * A builder.
     *
     * @param now the time of signing
     * @param validity how long documents are valid
     * @param previous the latest document of each role, by its name; empty for a new repository
     */
    public RepositoryBuilder(Instant now, Duration validity, Map<String, byte[]> previous) {
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.validity = validity;
        this.previous = Map.copyOf(previous);
        targets.put(TARGETS, new TreeMap<>());
    }

    /** Who signs a role, and how many of them must. */
    public RepositoryBuilder keys(String role, int threshold, Collection<? extends Signer> signers) {
        if (threshold < 1 || signers.size() < threshold) {
            throw new IllegalArgumentException(role + " has fewer keys than its threshold");
        }
        keys.put(role, new Keys(threshold, List.copyOf(signers)));
        return this;
    }

    /** Adds a delegation after those that the delegator has; the role's keys are set by {@link #keys}. */
    public RepositoryBuilder delegate(
            String delegator, String role, Scope scope, List<String> values, boolean terminating) {
        delegations
                .computeIfAbsent(delegator, any -> new ArrayList<>())
                .add(new Delegation(role, scope, List.copyOf(values), terminating));
        targets.computeIfAbsent(role, any -> new TreeMap<>());
        return this;
    }

    /** Adds a target with its content. */
    public RepositoryBuilder target(String role, String path, byte[] content) {
        return target(role, path, content, Map.of());
    }

    /** Adds a target with its content and what the role says of it besides. */
    public RepositoryBuilder target(String role, String path, byte[] content, Map<String, ?> custom) {
        String hash = Digests.sha256(content);
        Map<String, Object> entry = new TreeMap<>();
        entry.put("length", (long) content.length);
        entry.put("hashes", Map.of("sha256", hash));
        if (!custom.isEmpty()) {
            entry.put("custom", custom);
        }
        Map<String, Object> listed = targets.get(role);
        if (listed == null) {
            throw new IllegalArgumentException("no such role: " + role);
        }
        listed.put(path, entry);
        int name = path.lastIndexOf('/') + 1;
        files.put("targets/" + path.substring(0, name) + hash + "." + path.substring(name), content);
        return this;
    }

    /** Signs what changed and returns every file of the repository's present state, by its path. */
    public Map<String, byte[]> build() throws TrustException {
        documents.clear();
        Map<String, byte[]> all = new LinkedHashMap<>(files);
        Map<String, Object> meta = new TreeMap<>();
        for (String role : targets.keySet()) {
            Map<String, Object> body = body(TARGETS);
            body.put("targets", targetsOf(role));
            List<Delegation> to = delegations.get(role);
            if (to != null) {
                body.put("delegations", delegations(to));
            }
            long version = sign(role, body, keysOf(role).keys());
            meta.put(role + ".json", Map.of("version", version));
            all.put("metadata/" + version + "." + RoleNames.encode(role) + ".json", document(role));
        }
        Map<String, Object> snapshot = body(SNAPSHOT);
        snapshot.put("meta", meta);
        long version = sign(SNAPSHOT, snapshot, keysOf(SNAPSHOT).keys());
        all.put("metadata/" + version + "." + SNAPSHOT + ".json", document(SNAPSHOT));
        root(all);
        Map<String, Object> timestamp = body(TIMESTAMP);
        timestamp.put("meta", Map.of(SNAPSHOT + ".json", announcement(version, document(SNAPSHOT))));
        sign(TIMESTAMP, timestamp, keysOf(TIMESTAMP).keys());
        // Last, so that whoever copies the files in this order publishes them as one.
        all.put("metadata/" + TIMESTAMP + ".json", document(TIMESTAMP));
        return all;
    }

    /** The latest document of each role after {@link #build}: what the next builder takes as previous. */
    public Map<String, byte[]> documents() {
        return Map.copyOf(documents);
    }

    private void root(Map<String, byte[]> all) throws TrustException {
        Map<String, Object> records = new TreeMap<>();
        Map<String, Object> roles = new TreeMap<>();
        for (String role : List.of(ROOT, TIMESTAMP, SNAPSHOT, TARGETS)) {
            roles.put(role, roleKeys(keysOf(role), records));
        }
        Map<String, Object> body = body(ROOT);
        body.put("consistent_snapshot", true);
        body.put("keys", records);
        body.put("roles", roles);
        long version = sign(ROOT, body, keysOf(ROOT).keys());
        all.put("metadata/" + version + "." + ROOT + ".json", document(ROOT));
    }

    private static Map<String, Object> announcement(long version, byte[] document) {
        Map<String, Object> meta = new TreeMap<>();
        meta.put("version", version);
        meta.put("length", (long) document.length);
        meta.put("hashes", Map.of("sha256", Digests.sha256(document)));
        return meta;
    }

    private Map<String, Object> delegations(List<Delegation> to) {
        Map<String, Object> records = new TreeMap<>();
        List<Object> roles = new ArrayList<>();
        for (Delegation one : to) {
            Map<String, Object> role = roleKeys(keysOf(one.role()), records);
            role.put("name", one.role());
            role.put("terminating", one.terminating());
            role.put(one.scope().member, one.values());
            roles.add(role);
        }
        Map<String, Object> json = new TreeMap<>();
        json.put("keys", records);
        json.put("roles", roles);
        return json;
    }

    private static Map<String, Object> roleKeys(Keys keys, Map<String, Object> records) {
        List<String> ids = new ArrayList<>();
        for (Signer key : keys.keys()) {
            String id = MetadataSigner.keyId(key.publicKey());
            records.put(id, MetadataSigner.record(key.publicKey()));
            ids.add(id);
        }
        Map<String, Object> role = new TreeMap<>();
        role.put("keyids", ids);
        role.put("threshold", (long) keys.threshold());
        return role;
    }

    private Map<String, Object> targetsOf(String role) {
        return Optional.ofNullable(targets.get(role)).orElseThrow();
    }

    private Keys keysOf(String role) {
        Keys found = keys.get(role);
        if (found == null) {
            throw new IllegalStateException("no keys for " + role);
        }
        return found;
    }

    private byte[] document(String role) {
        return Optional.ofNullable(documents.get(role)).orElseThrow();
    }

    private static Map<String, Object> body(String type) {
        Map<String, Object> body = new TreeMap<>();
        body.put("_type", type);
        body.put("spec_version", MetadataSigner.SPECIFICATION);
        return body;
    }

    /** Keeps the previous document when it says the same and lasts, or signs the next version. */
    private long sign(String role, Map<String, Object> body, List<Signer> signers) throws TrustException {
        JsonObject before = before(role);
        long version = 1;
        if (before != null) {
            version = before.integer("version");
            Map<String, @Nullable Object> same = new TreeMap<>(before.asMap());
            same.remove("version");
            same.remove("expires");
            boolean lasts = Instant.parse(before.string("expires")).isAfter(now.plus(validity.dividedBy(2)));
            if (lasts && Arrays.equals(Json.canonical(same), Json.canonical(body))) {
                documents.put(role, Optional.ofNullable(previous.get(role)).orElseThrow());
                return version;
            }
            version++;
        }
        body.put("version", version);
        body.put("expires", now.plus(validity).toString());
        documents.put(role, MetadataSigner.sign(body, signers));
        return version;
    }

    private @Nullable JsonObject before(String role) throws TrustException {
        byte[] document = previous.get(role);
        return document == null ? null : Json.parseObject(document).object("signed");
    }
}
