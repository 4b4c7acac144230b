package dev.isaac.testing;

import dev.isaac.signing.Signer;
import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.testing.archives.ForgedEntry;
import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.author.StatementEnvelope;
import dev.isaac.trust.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One version of a plugin before it is published; honest until a test changes it. */
public final class PluginDraft {

    private final String publisher;
    private final String id;
    private final String version;
    private Signer author;
    private byte[] jar;
    private UnaryOperator<PluginStatement> statement = UnaryOperator.identity();
    private UnaryOperator<byte[]> envelope = UnaryOperator.identity();
    private Consumer<Map<String, Object>> entry = any -> {};

    PluginDraft(String publisher, String id, String version, Signer author) {
        this.publisher = publisher;
        this.id = id;
        this.version = version;
        this.author = author;
        this.jar = forge().toByteArray();
    }

    /** An honest bundle with this plugin's headers and nothing else, for a test to add to. */
    public ArchiveForge forge(String... headers) {
        StringBuilder manifest = new StringBuilder("Manifest-Version: 1.0\nBundle-ManifestVersion: 2\n")
                .append("Bundle-SymbolicName: ")
                .append(symbolicName())
                .append("\nBundle-Version: ")
                .append(version)
                .append("\nIsaac-Plugin: ")
                .append(id)
                .append("\nIsaac-Publisher: ")
                .append(publisher)
                .append('\n');
        for (String header : headers) {
            manifest.append(header).append('\n');
        }
        return ArchiveForge.withManifest(manifest.toString())
                .add(ForgedEntry.stored("content.txt", id + " " + version));
    }

    /** Other bytes for the jar, signed and listed as they are. */
    public PluginDraft jar(byte[] bytes) {
        jar = bytes.clone();
        return this;
    }

    /** Signed by another key than the publisher's, under its own id. */
    public PluginDraft signedBy(Signer key) {
        author = key;
        return this;
    }

    /** The envelope has no signature. */
    public PluginDraft unsigned() {
        return envelope(bytes -> {
            Map<String, Object> json = new LinkedHashMap<>();
            try {
                json.putAll(Map.of(
                        "payloadType",
                        PluginStatement.PAYLOAD_TYPE,
                        "payload",
                        Json.parseObject(bytes).string("payload"),
                        "signatures",
                        List.of()));
            } catch (TrustException e) {
                throw new IllegalStateException(e);
            }
            return Json.write(json);
        });
    }

    /** The author signs something else. */
    public PluginDraft statement(UnaryOperator<PluginStatement> change) {
        statement = change;
        return this;
    }

    /** The envelope is changed after it was signed. */
    public PluginDraft envelope(UnaryOperator<byte[]> change) {
        envelope = change;
        return this;
    }

    /** The entry in {@code plugins/ID.json} is changed. */
    public PluginDraft index(Consumer<Map<String, Object>> change) {
        entry = change;
        return this;
    }

    /** The plugin's id. */
    public String id() {
        return id;
    }

    String publisher() {
        return publisher;
    }

    String symbolicName() {
        return publisher + "." + id;
    }

    /** Where the jar lies. */
    public String file() {
        return "plugins/" + id + "/" + version + "/" + id + "-" + version + ".jar";
    }

    /** Where the statement lies. */
    public String statementFile() {
        return "plugins/" + id + "/" + version + "/" + id + "-" + version + ".dsse.json";
    }

    byte[] jar() {
        return jar.clone();
    }

    byte[] envelope() throws TrustException {
        byte[] payload = statement
                .apply(new PluginStatement(
                        id, version, publisher, jar.length, Digests.sha256(jar), symbolicName(), List.of(), List.of()))
                .toBytes();
        byte[] signature = author.sign(StatementEnvelope.preAuthentication(payload));
        return envelope.apply(
                StatementEnvelope.write(payload, author.publicKey().keyId(), signature));
    }

    Map<String, Object> entry(String published) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version);
        json.put("channel", "stable");
        json.put("published", published);
        json.put("status", "available");
        json.put("file", file());
        json.put("length", (long) jar.length);
        json.put("sha256", Digests.sha256(jar));
        json.put("statement", statementFile());
        json.put("symbolicName", symbolicName());
        json.put("requires", List.of());
        json.put("permissions", List.of());
        json.put("flags", List.of());
        json.put("java", 17L);
        json.put("hostApi", "");
        json.put("commands", List.of());
        entry.accept(json);
        return json;
    }
}
