package dev.isaac.marketplace.testing;

import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.archive.ArchiveInspector;
import dev.isaac.trust.archive.HostSurface;
import dev.isaac.trust.author.StatementEnvelope;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.permission.ByteCodeScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A TUF repository in a folder, as {@code docs/registry-format.md} describes it, signed with keys that live in memory. */
public final class TestRegistry {

    private static final HexFormat HEX = HexFormat.of();
    private static final String FAR = "2099-01-01T00:00:00Z";

    private final Path folder;
    private final KeyPair role = newKey();
    private final Map<String, List<KeyPair>> publishers = new TreeMap<>();
    private final Map<String, List<String>> names = new TreeMap<>();
    private final Map<String, KeyPair> signers = new TreeMap<>();
    private final Map<String, Map<String, Object>> indexes = new TreeMap<>();
    private final Map<String, byte[]> targets = new TreeMap<>();
    private final Map<String, Map<String, Object>> catalog = new TreeMap<>();
    private boolean confirmed = true;
    private int version;
    private String expires = FAR;

    public TestRegistry(Path folder) {
        this.folder = folder;
        publisher("acme", "acme-*", "alpha", "beta", "gamma", "delta", "omega");
    }

    /** Who owns which names. */
    public TestRegistry publisher(String publisher, String... plugins) {
        KeyPair key = newKey();
        publishers.put(publisher, new ArrayList<>(List.of(key)));
        names.put(publisher, List.of(plugins));
        signers.put(publisher, key);
        return this;
    }

    /** From now on nobody confirmed the claims of publishers. */
    public TestRegistry unconfirmed() {
        confirmed = false;
        return this;
    }

    /** From now on the publisher signs with another key, which its claim names beside the old one. */
    public TestRegistry rotate(String publisher) {
        KeyPair key = newKey();
        publishers.get(publisher).add(key);
        signers.put(publisher, key);
        return this;
    }

    /** From now on the claim names only the key that the publisher signs with. */
    public TestRegistry retire(String publisher) {
        publishers.get(publisher).removeIf(key -> key != signers.get(publisher));
        return this;
    }

    /** From now on the publisher signs with its first key again. */
    public TestRegistry signWithFirst(String publisher) {
        signers.put(publisher, publishers.get(publisher).get(0));
        return this;
    }

    /** From now on the publisher owns these names; its keys stay. */
    public TestRegistry owns(String publisher, String... plugins) {
        names.put(publisher, List.of(plugins));
        return this;
    }

    /** Another publisher with other names, who signs with the same key. */
    public TestRegistry sharing(String publisher, String sharer, String... plugins) {
        KeyPair key = signers.get(publisher);
        publishers.put(sharer, new ArrayList<>(List.of(key)));
        names.put(sharer, List.of(plugins));
        signers.put(sharer, key);
        return this;
    }

    /** From now on the publisher's plugins are signed with a key that no claim names. */
    public TestRegistry stealSigning(String publisher) {
        signers.put(publisher, newKey());
        return this;
    }

    public String keyId(String publisher) {
        return Digests.sha256(signers.get(publisher).getPublic().getEncoded());
    }

    public TestRegistry expiring(String instant) {
        expires = instant;
        return this;
    }

    /** From now on the registry has no version of a plugin, until one is published again. */
    public TestRegistry forget(String plugin) {
        indexes.remove(plugin);
        return this;
    }

    /** Publishes a plugin as its author signs it. */
    public TestRegistry publish(TestPlugin plugin) {
        byte[] jar = plugin.jar();
        return publish(plugin, jar, Digests.sha256(jar), envelope(plugin, jar));
    }

    /** Publishes a plugin with another file, digest or statement than it should have. */
    public TestRegistry publish(TestPlugin plugin, byte[] jar, String sha256, byte[] envelope) {
        String base = "plugins/" + plugin.id + "/" + plugin.version + "/" + plugin.id + "-" + plugin.version;
        targets.put(base + ".jar", jar);
        if (envelope.length > 0) {
            targets.put(base + ".dsse.json", envelope);
        }
        Map<String, Object> index = indexes.computeIfAbsent(plugin.id, id -> {
            Map<String, Object> created = new LinkedHashMap<>();
            created.put("format", 1);
            created.put("id", id);
            created.put("publisher", plugin.publisher);
            created.put("versions", new ArrayList<>());
            return created;
        });
        Map<String, Object> release = new LinkedHashMap<>();
        release.put("version", plugin.version);
        release.put("channel", plugin.channel);
        release.put("published", plugin.published);
        release.put("status", plugin.status);
        release.put("reason", plugin.status.equals("yanked") ? "it lost data" : "");
        release.put("file", base + ".jar");
        release.put("length", jar.length);
        release.put("sha256", sha256);
        if (envelope.length > 0) {
            release.put("statement", base + ".dsse.json");
        }
        release.put("symbolicName", plugin.symbolicName);
        release.put("requires", plugin.requires);
        release.put("permissions", plugin.permissions);
        release.put("flags", plugin.flags == null ? flags(jar) : plugin.flags);
        release.put("java", plugin.java);
        if (!plugin.platforms.isEmpty()) {
            release.put("platforms", plugin.platforms);
        }
        if (!plugin.hostApi.isEmpty()) {
            release.put("hostApi", plugin.hostApi);
        }
        release.put(
                "commands",
                plugin.commands.stream()
                        .map(name -> Map.of("name", name, "summary", "Test " + name))
                        .toList());
        @SuppressWarnings("unchecked") // made above
        List<Object> versions = (List<Object>) index.get("versions");
        versions.add(release);
        if (plugin.channel.equals("stable") && plugin.status.equals("available")) {
            list(plugin);
        }
        return this;
    }

    private void list(TestPlugin plugin) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", plugin.id);
        line.put("version", plugin.version);
        line.put("publisher", plugin.publisher);
        line.put("author", "Ann Author");
        line.put("summary", "Test plugin " + plugin.id);
        line.put("description", "A longer text about " + plugin.id + " for readers.");
        line.put("homepage", "https://example.org/" + plugin.id);
        line.put("license", "Apache-2.0");
        line.put("tags", List.of("testing", "tag-" + plugin.id));
        line.put("status", "available");
        line.put("updated", "2026-01-01T00:00:00Z");
        catalog.put(plugin.id, line);
    }

    public TestRegistry statistics(String json) {
        targets.put("statistics.json", json.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** What a registry finds in the code; nothing where it cannot be read. */
    private static List<String> flags(byte[] jar) {
        try {
            ByteCodeScan scan = new ByteCodeScan();
            return scan.report(new ArchiveInspector().inspectBundle(jar, "", HostSurface.NONE, scan))
                    .flagWords();
        } catch (TrustException e) {
            return List.of();
        }
    }

    /** Any target, whatever it holds. */
    public TestRegistry target(String path, String text) {
        targets.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The author's statement over a jar, signed with the publisher's present key. */
    public byte[] envelope(TestPlugin plugin, byte[] jar) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("format", 1);
        statement.put("id", plugin.id);
        statement.put("version", plugin.version);
        statement.put("publisher", plugin.publisher);
        statement.put("length", jar.length);
        statement.put("sha256", Digests.sha256(jar));
        statement.put("symbolicName", plugin.symbolicName);
        statement.put("permissions", plugin.permissions);
        statement.put("requires", plugin.requires);
        byte[] payload = Json.write(statement);
        KeyPair key = signers.get(plugin.publisher);
        return StatementEnvelope.write(
                payload, keyId(plugin.publisher), sign(key, StatementEnvelope.preAuthentication(payload)));
    }

    /** Writes everything as the next version of the repository. */
    public TestRegistry write() {
        try {
            writeAll();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeAll() throws IOException {
        version++;
        Files.createDirectories(folder.resolve("metadata"));
        Map<String, Object> claims = new TreeMap<>();
        publishers.forEach((publisher, keys) -> {
            byte[] claim = claim(publisher, keys);
            String path = "claims/" + publisher + ".json";
            claims.put(path, describe(claim));
            writeTarget(path, claim);
        });
        Map<String, byte[]> all = new TreeMap<>(targets);
        indexes.forEach((id, index) -> all.put("plugins/" + id + ".json", Json.write(index)));
        Map<String, Object> thin = new LinkedHashMap<>();
        thin.put("format", 1);
        thin.put("plugins", List.copyOf(catalog.values()));
        all.put("catalog.json", Json.write(thin));
        Map<String, Object> bins = new TreeMap<>();
        all.forEach((path, bytes) -> {
            bins.put(path, describe(bytes));
            writeTarget(path, bytes);
        });
        Map<String, Object> meta = new TreeMap<>();
        meta.put("targets.json", metadata("targets", targetsRole()));
        meta.put("claimed.json", metadata("claimed", listing(confirmed ? claims : Map.of())));
        meta.put("new-claims.json", metadata("new-claims", listing(confirmed ? Map.of() : claims)));
        meta.put("bins-0.json", metadata("bins-0", listing(bins)));
        Map<String, Object> snapshot = signed("snapshot");
        snapshot.put("meta", meta);
        Map<String, Object> timestamp = signed("timestamp");
        timestamp.put("meta", Map.of("snapshot.json", metadata("snapshot", snapshot)));
        if (version == 1) {
            Files.write(folder.resolve("metadata/1.root.json"), signedDocument(root()));
            Files.write(rootFile(), signedDocument(root()));
        }
        Files.write(folder.resolve("metadata/timestamp.json"), signedDocument(timestamp));
    }

    private Map<String, Object> root() {
        Map<String, Object> root = new TreeMap<>(signed("root"));
        root.put("version", 1);
        root.put("consistent_snapshot", true);
        root.put("keys", Map.of(roleKeyId(), roleKey()));
        Map<String, Object> one = Map.of("keyids", List.of(roleKeyId()), "threshold", 1);
        root.put("roles", Map.of("root", one, "targets", one, "snapshot", one, "timestamp", one));
        return root;
    }

    private Map<String, Object> targetsRole() {
        Map<String, Object> role = listing(Map.of());
        List<Object> roles = List.of(
                delegation("claimed", "paths", List.of("claims/*.json")),
                delegation("new-claims", "paths", List.of("claims/*.json")),
                delegation("bins-0", "path_hash_prefixes", List.of("")));
        role.put("delegations", Map.of("keys", Map.of(roleKeyId(), roleKey()), "roles", roles));
        return role;
    }

    private Map<String, Object> delegation(String name, String kind, List<String> values) {
        Map<String, Object> delegation = new TreeMap<>();
        delegation.put("name", name);
        delegation.put("keyids", List.of(roleKeyId()));
        delegation.put("threshold", 1);
        delegation.put("terminating", false);
        delegation.put(
                kind,
                kind.equals("paths")
                        ? values
                        : Arrays.stream("0123456789abcdef".split("")).toList());
        return delegation;
    }

    private Map<String, Object> listing(Map<String, Object> files) {
        Map<String, Object> role = signed("targets");
        role.put("targets", files);
        return role;
    }

    private Map<String, Object> signed(String type) {
        Map<String, Object> body = new TreeMap<>();
        body.put("_type", type);
        body.put("spec_version", "1.0.31");
        body.put("version", version);
        body.put("expires", type.equals("timestamp") ? expires : FAR);
        return body;
    }

    private Map<String, Object> metadata(String name, Map<String, Object> body) throws IOException {
        byte[] document = signedDocument(body);
        Files.write(folder.resolve("metadata/" + version + "." + name + ".json"), document);
        return Map.of(
                "version", version, "length", document.length, "hashes", Map.of("sha256", Digests.sha256(document)));
    }

    private byte[] signedDocument(Map<String, Object> body) {
        byte[] canonical = Json.canonical(body);
        Map<String, Object> document = new TreeMap<>();
        document.put("signed", body);
        document.put("signatures", List.of(Map.of("keyid", roleKeyId(), "sig", HEX.formatHex(sign(role, canonical)))));
        return Json.write(document);
    }

    private Map<String, Object> roleKey() {
        byte[] spki = role.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(spki, spki.length - 32, spki.length);
        return Map.of("keytype", "ed25519", "scheme", "ed25519", "keyval", Map.of("public", HEX.formatHex(raw)));
    }

    private String roleKeyId() {
        return Digests.sha256(Json.canonical(roleKey()));
    }

    private byte[] claim(String publisher, List<KeyPair> keys) {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("format", 1);
        claim.put("publisher", publisher);
        claim.put("name", "The " + publisher + " people");
        claim.put("homepage", "https://example.org/");
        claim.put("plugins", names.get(publisher));
        List<Object> records = new ArrayList<>();
        for (KeyPair key : keys) {
            byte[] spki = key.getPublic().getEncoded();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("keyid", Digests.sha256(spki));
            entry.put("algorithm", "ed25519");
            entry.put("public", Base64.getEncoder().encodeToString(spki));
            entry.put("since", "2026-01-01T00:00:00Z");
            records.add(entry);
        }
        claim.put("keys", records);
        return Json.write(claim);
    }

    private static Map<String, Object> describe(byte[] bytes) {
        return Map.of("length", bytes.length, "hashes", Map.of("sha256", Digests.sha256(bytes)));
    }

    private void writeTarget(String path, byte[] bytes) {
        try {
            Path file = file(path, Digests.sha256(bytes));
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String path, String sha256) {
        int name = path.lastIndexOf('/') + 1;
        return folder.resolve("targets").resolve(path.substring(0, name) + sha256 + "." + path.substring(name));
    }

    /** The file that holds a published plugin's jar. */
    public Path jarFile(TestPlugin plugin) {
        return fileOf(plugin, ".jar");
    }

    public Path statementFile(TestPlugin plugin) {
        return fileOf(plugin, ".dsse.json");
    }

    private Path fileOf(TestPlugin plugin, String extension) {
        String path =
                "plugins/" + plugin.id + "/" + plugin.version + "/" + plugin.id + "-" + plugin.version + extension;
        return file(path, Digests.sha256(targets.get(path)));
    }

    public Path folder() {
        return folder;
    }

    public Path rootFile() {
        return folder.resolve("root.json");
    }

    private static byte[] sign(KeyPair key, byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
