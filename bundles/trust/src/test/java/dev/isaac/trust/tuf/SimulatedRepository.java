package dev.isaac.trust.tuf;

import dev.isaac.trust.Digests;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.keys.TestKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A repository in memory whose every document a test may change before it is signed. Nothing is published until
 * {@link #publish} is called for a role.
 */
final class SimulatedRepository {

    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final String FAR = "2027-01-01T00:00:00Z";

    final Map<String, Map<String, Object>> bodies = new LinkedHashMap<>();
    final Map<String, List<TestKey>> signers = new HashMap<>();
    final Map<String, byte[]> metadata = new HashMap<>();
    final Map<String, byte[]> targets = new HashMap<>();
    final List<String> requests = new ArrayList<>();
    final Set<String> unreachable = new HashSet<>();
    boolean consistent = true;
    boolean announceHashes;

    SimulatedRepository() {
        for (String role : List.of("root", "timestamp", "snapshot", "targets")) {
            signers.put(role, new ArrayList<>(List.of(TestKey.ed25519())));
        }
        body("targets", "targets").put("targets", new TreeMap<String, Object>());
        body("snapshot", "snapshot").put("meta", new TreeMap<String, Object>());
        body("timestamp", "timestamp").put("meta", new TreeMap<String, Object>());
        body("root", "root").put("keys", new TreeMap<String, Object>());
        of("root").put("roles", new TreeMap<String, Object>());
        for (String role : List.of("root", "timestamp", "snapshot", "targets")) {
            grant(role, 1);
        }
        publish("root", "targets", "snapshot", "timestamp");
    }

    private Map<String, Object> body(String role, String type) {
        Map<String, Object> body = new TreeMap<>();
        body.put("_type", type);
        body.put("spec_version", "1.0.31");
        body.put("version", 0);
        body.put("expires", FAR);
        bodies.put(role, body);
        return body;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    Map<String, Object> of(String role) {
        return Objects.requireNonNull(bodies.get(role));
    }

    List<TestKey> signersOf(String role) {
        return signers.computeIfAbsent(role, any -> new ArrayList<>());
    }

    int version(String role) {
        return (Integer) Objects.requireNonNull(of(role).get("version"));
    }

    /** Writes a top-level role's signers into root. */
    void grant(String role, int threshold) {
        of("root").put("consistent_snapshot", consistent);
        List<Object> ids = new ArrayList<>();
        for (TestKey key : signersOf(role)) {
            map(of("root").get("keys")).put(key.tufId(), key.record());
            ids.add(key.tufId());
        }
        Map<String, Object> keys = new TreeMap<>();
        keys.put("keyids", ids);
        keys.put("threshold", threshold);
        map(of("root").get("roles")).put(role, keys);
    }

    void rotate(String role) {
        signersOf(role).clear();
        signersOf(role).add(TestKey.ed25519());
        grant(role, 1);
    }

    /** Makes the next version of each role public. */
    void publish(String... roles) {
        for (String role : roles) {
            of(role).put("version", version(role) + 1);
            publishAsIs(role);
        }
    }

    /** Signs a role as it is, and announces it to whoever announces it. */
    void publishAsIs(String role) {
        byte[] document = document(of(role), signersOf(role));
        int version = version(role);
        String name = encode(role) + ".json";
        boolean versioned = role.equals("root") || (consistent && !role.equals("timestamp"));
        metadata.put(versioned ? version + "." + name : name, document);
        if (role.equals("snapshot")) {
            map(of("timestamp").get("meta")).put("snapshot.json", announcement(version, document));
        } else if (!role.equals("root") && !role.equals("timestamp")) {
            map(of("snapshot").get("meta")).put(role + ".json", announcement(version, document));
        }
    }

    private static String encode(String role) {
        return role.equals("?") ? "%3F" : role.replace("/", "%2F");
    }

    private Map<String, Object> announcement(int version, byte[] document) {
        Map<String, Object> meta = new TreeMap<>();
        meta.put("version", version);
        if (announceHashes) {
            meta.put("length", document.length);
            meta.put("hashes", Map.of("sha256", Digests.sha256(document)));
        }
        return meta;
    }

    static byte[] document(Map<String, Object> body, List<TestKey> keys) {
        List<Object> signatures = new ArrayList<>();
        for (TestKey key : keys) {
            signatures.add(
                    Map.of("keyid", key.tufId(), "sig", HexFormat.of().formatHex(key.sign(Json.canonical(body)))));
        }
        return Json.write(Map.of("signatures", signatures, "signed", body));
    }

    /** Adds a delegation by patterns to the end of a delegator's list. */
    Map<String, Object> delegate(String delegator, String role, boolean terminating, String... patterns) {
        if (!bodies.containsKey(role)) {
            body(role, "targets").put("targets", new TreeMap<String, Object>());
            signersOf(role).add(TestKey.ed25519());
        }
        Map<String, Object> delegations = map(of(delegator).computeIfAbsent("delegations", any -> {
            Map<String, Object> fresh = new TreeMap<>();
            fresh.put("keys", new TreeMap<String, Object>());
            fresh.put("roles", new ArrayList<Object>());
            return fresh;
        }));
        List<Object> ids = new ArrayList<>();
        for (TestKey key : signersOf(role)) {
            map(delegations.get("keys")).put(key.tufId(), key.record());
            ids.add(key.tufId());
        }
        Map<String, Object> delegation = new TreeMap<>();
        delegation.put("name", role);
        delegation.put("keyids", ids);
        delegation.put("threshold", 1);
        delegation.put("terminating", terminating);
        delegation.put("paths", List.of(patterns));
        @SuppressWarnings("unchecked")
        List<Object> roles = (List<Object>) Objects.requireNonNull(delegations.get("roles"));
        roles.add(delegation);
        return delegation;
    }

    /** Lists and serves a target. */
    void target(String role, String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Map<String, Object> entry = new TreeMap<>();
        entry.put("length", bytes.length);
        entry.put("hashes", new TreeMap<>(Map.of("sha256", Digests.sha256(bytes))));
        map(of(role).get("targets")).put(path, entry);
        int name = path.lastIndexOf('/') + 1;
        targets.put(
                consistent ? path.substring(0, name) + Digests.sha256(bytes) + "." + path.substring(name) : path,
                bytes);
    }

    byte[] root(int version) {
        return Objects.requireNonNull(metadata.get(version + ".root.json"));
    }

    Fetcher metadataFetcher() {
        return fetcher(metadata);
    }

    Fetcher targetFetcher() {
        return fetcher(targets);
    }

    private Fetcher fetcher(Map<String, byte[]> files) {
        return (path, maxLength) -> {
            requests.add(path);
            if (unreachable.contains(path)) {
                throw new FetchException(FetchException.Kind.UNREACHABLE, "no answer for " + path);
            }
            byte[] bytes = files.get(path);
            if (bytes == null) {
                throw new FetchException(FetchException.Kind.NOT_FOUND, "no " + path);
            }
            if (bytes.length > maxLength) {
                throw new FetchException(FetchException.Kind.TOO_LONG, path + " is too long");
            }
            return bytes;
        };
    }
}
