package dev.isaac.testing.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A repository that tests change and publish, served by HTTP under an address with escapes in it. It serves what was
 * published as the so-manieth version of a role under that number, whatever the document says, and remembers every
 * request.
 */
final class Repository implements AutoCloseable {

    private static final String BASE = "/case%5Brsa%2Fpss%5D";
    private static final List<String> TOP = List.of("root", "timestamp", "snapshot", "targets");

    /** When the documents expire unless a test says otherwise: after every time that tests pretend it is. */
    final Instant safe = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(30, ChronoUnit.DAYS);

    final Map<String, Map<String, Object>> bodies = new LinkedHashMap<>();
    final Map<String, Map<String, RepositoryKey>> signers = new HashMap<>();
    final Map<String, List<byte[]>> published = new HashMap<>();
    /** Content by target path. */
    final Map<String, byte[]> artifacts = new HashMap<>();
    /** Roles as they stand in the address, and the version if there is one: {@code snapshot 2}, {@code timestamp}. */
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    /** Target paths with their prefix. */
    final List<String> downloads = Collections.synchronizedList(new ArrayList<>());
    /** Requests that are not answered at all: the connection ends. */
    final List<String> mute = new ArrayList<>();

    boolean announceHashes;

    private final HttpServer server;

    Repository() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", this::answer);
        server.start();
        for (String role : TOP) {
            Map<String, Object> body = body(role, role);
            switch (role) {
                case "root" -> {
                    body.put("consistent_snapshot", true);
                    body.put("keys", new TreeMap<String, Object>());
                    body.put("roles", new TreeMap<String, Object>());
                }
                case "targets" -> body.put("targets", new TreeMap<String, Object>());
                default -> body.put("meta", new TreeMap<String, Object>());
            }
        }
        for (String role : TOP) {
            object("root", "roles")
                    .put(role, new TreeMap<String, Object>(Map.of("keyids", new ArrayList<>(), "threshold", 1)));
            addKey(role);
        }
        publish("targets", "snapshot", "timestamp", "root");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    // ---- editing ---------------------------------------------------------------------------------------------------

    private Map<String, Object> body(String role, String type) {
        Map<String, Object> body = new TreeMap<>();
        body.put("_type", type);
        body.put("spec_version", "1.0.31");
        body.put("version", 1);
        body.put("expires", safe.toString());
        bodies.put(role, body);
        return body;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    @SuppressWarnings("unchecked")
    static List<Object> array(@Nullable Object value) {
        return (List<Object>) Objects.requireNonNull(value);
    }

    Map<String, Object> of(String role) {
        return Objects.requireNonNull(bodies.get(role));
    }

    Map<String, Object> object(String role, String member) {
        return object(of(role).get(member));
    }

    /** What root says of a top-level role. */
    Map<String, Object> role(String role) {
        return object(object("root", "roles").get(role));
    }

    int version(String role) {
        return (Integer) Objects.requireNonNull(of(role).get("version"));
    }

    void version(String role, int version) {
        of(role).put("version", version);
    }

    void expires(String role, Instant when) {
        of(role).put("expires", when.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    Map<String, RepositoryKey> signersOf(String role) {
        return signers.computeIfAbsent(role, any -> new LinkedHashMap<>());
    }

    RepositoryKey addKey(String role) {
        return addKey(role, RepositoryKey.generate());
    }

    /** Gives a top-level role one more key, and lets it sign. */
    RepositoryKey addKey(String role, RepositoryKey key) {
        trust(role, key);
        signersOf(role).put(key.id(), key);
        return key;
    }

    /** Gives a top-level role one more key that does not sign. */
    void trust(String role, RepositoryKey key) {
        object("root", "keys").put(key.id(), key.record());
        array(role(role).get("keyids")).add(key.id());
    }

    void threshold(String role, int threshold) {
        role(role).put("threshold", threshold);
    }

    void dropKeys(String role) {
        array(role(role).get("keyids")).clear();
        signersOf(role).clear();
    }

    void rotate(String role) {
        dropKeys(role);
        addKey(role);
    }

    /** A key of a role stops signing. */
    void silence(String role) {
        signersOf(role).remove(signersOf(role).keySet().iterator().next());
    }

    void delegate(String delegator, String role, boolean terminating, String... patterns) {
        if (!bodies.containsKey(role)) {
            body(role, "targets").put("targets", new TreeMap<String, Object>());
            RepositoryKey key = RepositoryKey.generate();
            signersOf(role).put(key.id(), key);
        }
        Map<String, Object> delegations = object(of(delegator)
                .computeIfAbsent(
                        "delegations",
                        any -> new TreeMap<String, Object>(
                                Map.of("keys", new TreeMap<String, Object>(), "roles", new ArrayList<>()))));
        signersOf(role).forEach((id, key) -> object(delegations.get("keys")).put(id, key.record()));
        array(delegations.get("roles"))
                .add(new TreeMap<String, Object>(Map.of(
                        "name",
                        role,
                        "keyids",
                        new ArrayList<>(signersOf(role).keySet()),
                        "threshold",
                        1,
                        "terminating",
                        terminating,
                        "paths",
                        List.of(patterns))));
    }

    void artifact(String role, String path, String content) {
        artifact(role, path, content, "sha256");
    }

    void artifact(String role, String path, String content, String... algorithms) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Map<String, Object> hashes = new TreeMap<>();
        for (String algorithm : algorithms) {
            hashes.put(algorithm, RepositoryKey.hex(algorithm.replace("sha", "SHA-"), bytes));
        }
        object(role, "targets").put(path, new TreeMap<>(Map.of("length", bytes.length, "hashes", hashes)));
        artifacts.put(path, bytes);
    }

    /** Serves something else under a path than what is signed. */
    void substitute(String path, String content) {
        artifacts.put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    // ---- publishing ------------------------------------------------------------------------------------------------

    /** Signs the next version of each role, serves it, and announces it in what announces it. */
    void publish(String... roles) {
        for (String role : roles) {
            if (published.containsKey(role)) {
                version(role, version(role) + 1);
            }
            List<Object> signatures = new ArrayList<>();
            signersOf(role).values().forEach(key -> signatures.add(key.sign(of(role))));
            byte[] document = Documents.served(Map.of("signatures", signatures, "signed", of(role)));
            published.computeIfAbsent(role, any -> new ArrayList<>()).add(document);
            if (role.equals("snapshot")) {
                object("timestamp", "meta").put("snapshot.json", announcement(role, document));
            } else if (!role.equals("root") && !role.equals("timestamp")) {
                object("snapshot", "meta").put(role + ".json", announcement(role, document));
            }
        }
    }

    /** Signatures of one's own choice over what a role is now, in the place of what was published last. */
    void publishSigned(String role, List<?> signatures) {
        replaceLatest(role, Documents.served(Map.of("signatures", signatures, "signed", of(role))));
    }

    void replaceLatest(String role, byte[] document) {
        List<byte[]> versions = versions(role);
        versions.set(versions.size() - 1, document);
    }

    /** A role's versions begin again. */
    void forget(String role) {
        published.remove(role);
        version(role, 1);
    }

    private Map<String, Object> announcement(String role, byte[] document) {
        Map<String, Object> meta = new TreeMap<>(Map.of("version", version(role)));
        if (announceHashes) {
            meta.put("length", document.length);
            meta.put("hashes", new TreeMap<>(Map.of("sha256", RepositoryKey.hex("SHA-256", document))));
        }
        return meta;
    }

    private List<byte[]> versions(String role) {
        return published.getOrDefault(role, new ArrayList<>());
    }

    byte[] latest(String role) {
        List<byte[]> versions = versions(role);
        return versions.get(versions.size() - 1);
    }

    byte[] root(int version) {
        return versions("root").get(version - 1);
    }

    // ---- serving ---------------------------------------------------------------------------------------------------

    String metadataUrl() {
        return url("/metadata/");
    }

    String targetsUrl() {
        return url("/targets/");
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + BASE + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = content(exchange.getRequestURI().getRawPath());
            if (!requests.isEmpty() && mute.contains(requests.get(requests.size() - 1))) {
                return;
            }
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private byte @Nullable [] content(String path) {
        boolean consistent = Boolean.TRUE.equals(of("root").get("consistent_snapshot"));
        String metadata = BASE + "/metadata/";
        String targets = BASE + "/targets/";
        if (path.startsWith(metadata) && path.endsWith(".json")) {
            String name = path.substring(metadata.length(), path.length() - ".json".length());
            boolean versioned = !name.equals("timestamp") && (consistent || name.endsWith(".root"));
            int dot = versioned ? name.indexOf('.') : -1;
            String role = name.substring(dot + 1);
            requests.add(versioned ? role + " " + name.substring(0, dot) : role);
            List<byte[]> versions = versions(URLDecoder.decode(role, StandardCharsets.UTF_8));
            int version = versioned ? Integer.parseInt(name.substring(0, dot)) : versions.size();
            return version < 1 || version > versions.size() ? null : versions.get(version - 1);
        }
        if (path.startsWith(targets)) {
            String name = path.substring(targets.length());
            int file = name.lastIndexOf('/') + 1;
            int dot = consistent ? name.indexOf('.', file) : file - 1;
            String target = name.substring(0, file) + name.substring(dot + 1);
            downloads.add(consistent ? target + " " + name.substring(file, dot) : target);
            return artifacts.get(target);
        }
        requests.add("unexpected " + path);
        return null;
    }
}
