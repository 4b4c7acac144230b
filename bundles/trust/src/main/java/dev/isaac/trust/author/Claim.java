package dev.isaac.trust.author;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which plugin ids a publisher owns, and with which keys: {@code claims/PUBLISHER.json}.
 *
 * @param publisher the publisher's id
 * @param name shown to people
 * @param homepage shown to people; may be empty
 * @param plugins ids, or prefixes followed by {@code .*} or {@code -*}
 * @param keys the keys, at least one
 */
public record Claim(String publisher, String name, String homepage, List<String> plugins, List<AuthorKey> keys) {

    public Claim {
        plugins = List.copyOf(plugins);
        keys = List.copyOf(keys);
    }

    /** The target that holds a publisher's claim. */
    public static String path(String publisher) {
        return "claims/" + publisher + ".json";
    }

    /** Reads a claim. */
    public static Claim parse(byte[] document) throws TrustException {
        JsonObject json = Json.parseObject(document);
        if (json.integer("format") != 1) {
            throw new TrustException(
                    Kind.MALFORMED, "a claim has an unknown format", "a newer version of ISAAC may read it");
        }
        String publisher = json.string("publisher");
        if (!PluginIds.valid(publisher)) {
            throw new TrustException(Kind.MALFORMED, "a claim names no valid publisher");
        }
        List<String> plugins = json.strings("plugins");
        for (String pattern : plugins) {
            if (!PluginIds.validPattern(pattern)) {
                throw new TrustException(
                        Kind.MALFORMED, "the claim of '" + publisher + "' holds no valid id: '" + pattern + "'");
            }
        }
        List<AuthorKey> keys = new ArrayList<>();
        for (JsonObject record : json.objects("keys")) {
            keys.add(AuthorKey.parse(record));
        }
        if (keys.isEmpty()) {
            throw new TrustException(Kind.MALFORMED, "the claim of '" + publisher + "' holds no key");
        }
        return new Claim(publisher, json.string("name", publisher), json.string("homepage", ""), plugins, keys);
    }

    /** Whether the claim covers a plugin id. */
    public boolean covers(String pluginId) {
        return plugins.stream().anyMatch(pattern -> PluginIds.covers(pattern, pluginId));
    }

    /** The key of that id, if the claim has it. */
    public Optional<AuthorKey> key(String keyId) {
        return keys.stream().filter(key -> key.keyId().equals(keyId)).findFirst();
    }
}
