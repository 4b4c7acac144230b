package dev.isaac.trust.author;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an author says of one version of a plugin, and signs.
 *
 * @param id the plugin
 * @param version its version
 * @param publisher who publishes it
 * @param length of the file, in bytes
 * @param sha256 of the file, in lower-case hex
 * @param symbolicName of the bundle
 * @param permissions what the plugin declares to use
 * @param requires other plugins that it needs
 */
public record PluginStatement(
        String id,
        String version,
        String publisher,
        long length,
        String sha256,
        String symbolicName,
        List<String> permissions,
        List<Requirement> requires) {

    /** The payload type of the envelope. */
    public static final String PAYLOAD_TYPE = "application/vnd.isaac.plugin-statement+json";

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * Another plugin that is needed.
     *
     * @param plugin its id
     * @param range the accepted versions, as an OSGi version range
     * @param optional whether the plugin also works without
     */
    public record Requirement(String plugin, String range, boolean optional) {}

    public PluginStatement {
        permissions = List.copyOf(permissions);
        requires = List.copyOf(requires);
    }

    /** Reads a statement's exact bytes. */
    public static PluginStatement parse(byte[] document) throws TrustException {
        JsonObject json = Json.parseObject(document);
        if (json.integer("format") != 1) {
            throw new TrustException(
                    Kind.MALFORMED, "a statement has an unknown format", "a newer version of ISAAC may read it");
        }
        List<Requirement> requires = new ArrayList<>();
        for (JsonObject one : json.objects("requires")) {
            requires.add(new Requirement(one.string("plugin"), one.string("range", ""), one.bool("optional", false)));
        }
        PluginStatement statement = new PluginStatement(
                json.string("id"),
                json.string("version"),
                json.string("publisher"),
                json.integer("length"),
                json.string("sha256"),
                json.string("symbolicName"),
                json.strings("permissions"),
                requires);
        if (!PluginIds.valid(statement.id()) || !PluginIds.valid(statement.publisher())) {
            throw new TrustException(Kind.MALFORMED, "a statement names no valid plugin or publisher");
        }
        if (statement.length() < 0 || !SHA256.matcher(statement.sha256()).matches()) {
            throw new TrustException(Kind.MALFORMED, "a statement holds no valid length or SHA-256");
        }
        return statement;
    }

    /** The bytes to sign. */
    public byte[] toBytes() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("id", id);
        json.put("version", version);
        json.put("publisher", publisher);
        json.put("length", length);
        json.put("sha256", sha256);
        json.put("symbolicName", symbolicName);
        json.put("permissions", permissions);
        List<Object> needs = new ArrayList<>();
        for (Requirement one : requires) {
            Map<String, Object> need = new LinkedHashMap<>();
            need.put("plugin", one.plugin());
            need.put("range", one.range());
            need.put("optional", one.optional());
            needs.add(need);
        }
        json.put("requires", needs);
        return Json.write(json);
    }
}
