package dev.isaac.marketplace.internal.policy;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.keys.VerificationKey;
import dev.isaac.trust.permission.Permission;
import dev.isaac.trust.permission.PermissionException;
import dev.isaac.trust.permission.PermissionKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code marketplace} part of one policy file, as {@code docs/policy.md} describes it. An absent rule says nothing.
 *
 * @param file the file
 * @param locked whether the home cannot loosen anything
 * @param signers the keys one of which has to sign the home's file; empty: it need not be signed
 * @param registries names of registries that may be used
 * @param publishers publishers whose plugins may be installed
 * @param plugins patterns of plugins that may be installed
 * @param refusedPlugins patterns of plugins that may not
 * @param namespaces which registries may offer which names, by pattern
 * @param permissions what plugins may be allowed
 * @param refusedPermissions kinds of what they may not
 * @param channels channels that versions may be of
 * @param cooldown how old a version has to be before it takes the place of an installed one
 * @param automaticUpdates what happens by itself
 * @param expired whether expired metadata may be used
 * @param jarSigners who has to have signed the jars of plugins
 */
record Rules(
        Path file,
        boolean locked,
        List<VerificationKey> signers,
        Optional<List<String>> registries,
        Optional<List<String>> publishers,
        Optional<List<String>> plugins,
        List<String> refusedPlugins,
        Map<String, List<String>> namespaces,
        Optional<List<String>> permissions,
        Set<PermissionKind> refusedPermissions,
        Optional<List<String>> channels,
        Cooldown cooldown,
        Optional<UpdateMode> automaticUpdates,
        Optional<Expired> expired,
        Optional<JarSigners> jarSigners) {

    private static final Set<String> NAMES = Set.of(
            "registries",
            "publishers",
            "plugins",
            "refusedPlugins",
            "namespaces",
            "permissions",
            "refusedPermissions",
            "channels",
            "updateCooldown",
            "automaticUpdates",
            "expiredMetadata",
            JarSigners.NAME);
    /** What only a distribution can say of the home's file. */
    private static final Set<String> OF_DISTRIBUTION = Set.of("locked", "signedBy");

    /**
     * Ages below which a version is not taken in place of another.
     *
     * @param confirmed of publishers whose claim was confirmed in a ceremony
     * @param others of all others
     */
    record Cooldown(Duration confirmed, Duration others) {
        static final Cooldown NONE = new Cooldown(Duration.ZERO, Duration.ZERO);
    }

    /**
     * How expired metadata may be.
     *
     * @param maxAge how long ago it may have expired
     * @param registries of which registries; empty: of all
     */
    record Expired(Duration maxAge, Optional<List<String>> registries) {}

    /** Reads the part. */
    static Rules read(Path file, boolean distribution, JsonObject part) throws JsonException {
        for (String name : part.names()) {
            if (OF_DISTRIBUTION.contains(name) && !distribution) {
                throw new JsonException("'marketplace." + name + "' is for the distribution's policy only");
            }
            if (!NAMES.contains(name) && !OF_DISTRIBUTION.contains(name)) {
                // A misspelt rule must not quietly allow what it was meant to refuse.
                throw new JsonException("there is no rule 'marketplace." + name + "'");
            }
        }
        return new Rules(
                file,
                part.bool("locked", false),
                signers(part),
                list(part, "registries"),
                list(part, "publishers"),
                list(part, "plugins"),
                part.strings("refusedPlugins"),
                namespaces(part),
                permissions(part),
                kinds(part),
                list(part, "channels"),
                cooldown(part),
                updates(part),
                expired(part),
                part.has(JarSigners.NAME)
                        ? Optional.of(JarSigners.read(file, part.strings(JarSigners.NAME)))
                        : Optional.empty());
    }

    private static Optional<List<String>> list(JsonObject part, String name) throws JsonException {
        return part.has(name) ? Optional.of(part.strings(name)) : Optional.empty();
    }

    private static List<VerificationKey> signers(JsonObject part) throws JsonException {
        List<VerificationKey> keys = new ArrayList<>();
        for (JsonObject record : part.objects("signedBy")) {
            String algorithm = record.string("algorithm");
            try {
                VerificationKey key = VerificationKey.ofSpki(
                        SignatureAlgorithm.of(algorithm)
                                .orElseThrow(() -> new JsonException("there is no algorithm '" + algorithm + "'")),
                        Base64.getDecoder().decode(record.string("public")));
                if (!key.keyId().equals(record.string("keyid"))) {
                    throw new JsonException("a key of 'marketplace.signedBy' is not the one that its keyid names");
                }
                keys.add(key);
            } catch (TrustException | IllegalArgumentException e) {
                throw new JsonException("a key of 'marketplace.signedBy' is none: " + e.getMessage(), e);
            }
        }
        if (part.has("signedBy") && keys.isEmpty()) {
            throw new JsonException("'marketplace.signedBy' names no key");
        }
        return keys;
    }

    private static Map<String, List<String>> namespaces(JsonObject part) throws JsonException {
        Map<String, List<String>> namespaces = new LinkedHashMap<>();
        Optional<JsonObject> given = part.optionalObject("namespaces");
        if (given.isPresent()) {
            for (String pattern : given.get().names()) {
                namespaces.put(pattern, given.get().strings(pattern));
            }
        }
        return namespaces;
    }

    private static Optional<List<String>> permissions(JsonObject part) throws JsonException {
        Optional<List<String>> texts = list(part, "permissions");
        for (String text : texts.orElse(List.of())) {
            try {
                Permission.parse(text);
            } catch (PermissionException e) {
                throw new JsonException("in 'marketplace.permissions', " + e.getMessage(), e);
            }
        }
        return texts;
    }

    private static Set<PermissionKind> kinds(JsonObject part) throws JsonException {
        List<PermissionKind> kinds = new ArrayList<>();
        for (String word : part.strings("refusedPermissions")) {
            kinds.add(PermissionKind.of(word)
                    .orElseThrow(() -> new JsonException(
                            "'" + word + "' in 'marketplace.refusedPermissions' is no kind of permission")));
        }
        return Set.copyOf(kinds);
    }

    private static Cooldown cooldown(JsonObject part) throws JsonException {
        Optional<JsonObject> given = part.optionalObject("updateCooldown");
        if (given.isEmpty()) {
            return Cooldown.NONE;
        }
        requireNames(given.get(), "updateCooldown", Set.of("confirmed", "new"));
        return new Cooldown(
                span(given.get(), "updateCooldown", "confirmed"), span(given.get(), "updateCooldown", "new"));
    }

    private static Optional<UpdateMode> updates(JsonObject part) throws JsonException {
        Optional<String> word = part.optionalString("automaticUpdates");
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(UpdateMode.of(word.get())
                .orElseThrow(() -> new JsonException("'marketplace.automaticUpdates' is off, notify or on")));
    }

    private static Optional<Expired> expired(JsonObject part) throws JsonException {
        Optional<JsonObject> given = part.optionalObject("expiredMetadata");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        requireNames(given.get(), "expiredMetadata", Set.of("maxAge", "registries"));
        if (!given.get().has("maxAge")) {
            throw new JsonException("'marketplace.expiredMetadata' needs a 'maxAge'");
        }
        return Optional.of(
                new Expired(span(given.get(), "expiredMetadata", "maxAge"), list(given.get(), "registries")));
    }

    private static void requireNames(JsonObject rule, String name, Set<String> known) throws JsonException {
        for (String given : rule.names()) {
            if (!known.contains(given)) {
                throw new JsonException("there is no rule 'marketplace." + name + "." + given + "'");
            }
        }
    }

    private static Duration span(JsonObject rule, String name, String key) throws JsonException {
        String text = rule.string(key, "0h");
        return Span.parse(text)
                .orElseThrow(() -> new JsonException("'marketplace." + name + "." + key
                        + "' is a number with m, h or d, such as 7d, and not '" + text + "'"));
    }
}
