package dev.isaac.signing.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the operator's side remembers beside the metadata: where the keys lie, and how long documents are valid. Nothing
 * in it is secret.
 */
final class OperatorSettings {

    private static final Map<String, Long> DAYS = Map.of(
            "root",
            365L,
            "targets",
            365L,
            "claimed",
            365L,
            "new-claims",
            90L,
            "bins",
            90L,
            "snapshot",
            30L,
            "timestamp",
            14L);

    private final Map<String, String> keyFiles;
    private final Map<String, Long> validity;

    OperatorSettings(Map<String, String> keyFiles, Map<String, Long> validity) {
        this.keyFiles = new LinkedHashMap<>(keyFiles);
        this.validity = new TreeMap<>(DAYS);
        this.validity.putAll(validity);
    }

    static OperatorSettings parse(byte[] document) throws TrustException {
        JsonObject json = Json.parseObject(document);
        if (json.integer("format") != 1) {
            throw new JsonException("operator.json has an unknown format");
        }
        Map<String, String> keys = new LinkedHashMap<>();
        for (JsonObject key : json.objects("keys")) {
            keys.put(key.string("keyid"), key.string("file"));
        }
        Map<String, Long> days = new TreeMap<>();
        JsonObject validity = json.object("validity");
        for (String role : validity.names()) {
            days.put(role, validity.integer(role));
        }
        return new OperatorSettings(keys, days);
    }

    byte[] toBytes() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("validity", validity);
        json.put(
                "keys",
                keyFiles.entrySet().stream()
                        .map(key -> new TreeMap<>(Map.of("keyid", key.getKey(), "file", key.getValue())))
                        .toList());
        return Json.writePretty(json);
    }

    /** Where keys lie, by their id; relative to the registry's folder. */
    Map<String, String> keyFiles() {
        return keyFiles;
    }

    void remember(String keyId, String file) {
        keyFiles.put(keyId, file);
    }

    /** Whether a role has a validity of its own. */
    static boolean isRole(String role) {
        return DAYS.containsKey(role);
    }

    /** How long a role's documents are valid. */
    Duration validity(String role) {
        String name = role.startsWith("bins-") ? "bins" : role;
        return Duration.ofDays(validity.getOrDefault(name, validity.getOrDefault("targets", 365L)));
    }
}
