package dev.isaac.signing.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.author.PluginIds;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonLimits;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.keys.SignatureAlgorithm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a static registry is built from, beside the jars: {@code registry.json}. */
final class RegistryConfig {

    /** A publisher: who, which ids, in which role its claim lies, with which keys it signs. */
    record Publisher(
            String id,
            String name,
            String homepage,
            List<String> plugins,
            String role,
            String since,
            List<SignatureAlgorithm> keys) {}

    /** How many keys a role has, and how many must sign. */
    record RoleSetting(int keys, int threshold) {}

    private static final int MAX_BINS = 4096;

    private final JsonObject json;
    private final List<Publisher> publishers;
    private final Map<String, RoleSetting> roles;
    private final Map<String, String> yanked;
    private final int bins;

    private RegistryConfig(
            JsonObject json,
            List<Publisher> publishers,
            Map<String, RoleSetting> roles,
            Map<String, String> yanked,
            int bins) {
        this.json = json;
        this.publishers = publishers;
        this.roles = roles;
        this.yanked = yanked;
        this.bins = bins;
    }

    static RegistryConfig parse(byte[] document) throws TrustException {
        JsonObject json = Json.parseObject(document, JsonLimits.WITH_DECIMALS);
        requireNames(
                json,
                Set.of("format", "publishers", "roles", "bins", "yanked", "published", "statistics", "advisories"));
        if (json.integer("format") != 1) {
            throw new JsonException("the registry's configuration has an unknown format");
        }
        List<Publisher> publishers = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonObject one : json.objects("publishers")) {
            Publisher publisher = publisher(one);
            if (!ids.add(publisher.id())) {
                throw new JsonException("the publisher '" + publisher.id() + "' occurs twice");
            }
            publishers.add(publisher);
        }
        Map<String, RoleSetting> roles = new HashMap<>();
        JsonObject settings = json.optionalObject("roles").orElse(JsonObject.EMPTY);
        for (String role : settings.names()) {
            JsonObject setting = settings.object(role);
            roles.put(role, new RoleSetting((int) setting.integer("keys"), (int) setting.integer("threshold")));
        }
        Map<String, String> yanked = new HashMap<>();
        for (JsonObject one : json.objects("yanked")) {
            yanked.put(one.string("plugin") + "@" + one.string("version"), one.string("reason"));
        }
        int bins = (int) json.integer("bins", 1);
        if (bins < 1 || bins > MAX_BINS || Integer.bitCount(bins) != 1) {
            throw new JsonException("'bins' must be a power of two up to " + MAX_BINS);
        }
        return new RegistryConfig(json, publishers, roles, yanked, bins);
    }

    private static Publisher publisher(JsonObject json) throws TrustException {
        requireNames(json, Set.of("publisher", "name", "homepage", "plugins", "role", "since", "keys"));
        String id = json.string("publisher");
        List<String> plugins = json.strings("plugins");
        if (!PluginIds.valid(id) || !plugins.stream().allMatch(PluginIds::validPattern)) {
            throw new JsonException("the publisher '" + id + "' or one of its plugins has no valid id");
        }
        String role = json.string("role", "claimed");
        if (!Set.of("claimed", "new-claims").contains(role)) {
            throw new JsonException("a claim lies in 'claimed' or 'new-claims', not in '" + role + "'");
        }
        List<SignatureAlgorithm> keys = new ArrayList<>();
        for (String name : json.strings("keys")) {
            keys.add(SignatureAlgorithm.of(name)
                    .orElseThrow(() -> new TrustException(Kind.ALGORITHM, "no such algorithm: " + name)));
        }
        if (keys.isEmpty()) {
            throw new JsonException("the publisher '" + id + "' has no keys");
        }
        return new Publisher(
                id,
                json.string("name", id),
                json.string("homepage", ""),
                plugins,
                role,
                json.string("since", "2026-01-01T00:00:00Z"),
                keys);
    }

    /** A name that nobody reads is a typing error that nobody sees. */
    private static void requireNames(JsonObject json, Set<String> known) throws JsonException {
        for (String name : json.names()) {
            if (!known.contains(name)) {
                throw new JsonException("the registry's configuration has no setting '" + name + "'");
            }
        }
    }

    List<Publisher> publishers() {
        return publishers;
    }

    RoleSetting role(String role) {
        return roles.getOrDefault(role, new RoleSetting(1, 1));
    }

    String yankedReason(String id, String version) {
        return yanked.getOrDefault(id + "@" + version, "");
    }

    /** When a version was published, if the configuration says so. */
    Optional<String> published(String id, String version) throws JsonException {
        JsonObject published = json.optionalObject("published").orElse(JsonObject.EMPTY);
        return published.optionalString(id + "@" + version);
    }

    int bins() {
        return bins;
    }

    Optional<JsonObject> statistics() throws JsonException {
        return json.optionalObject("statistics");
    }

    List<JsonObject> advisories() throws JsonException {
        return json.objects("advisories");
    }
}
