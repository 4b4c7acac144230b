package dev.isaac.trust.advisory;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.author.PluginIds;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One warning.
 *
 * @param id its name in the registry, for people to refer to
 * @param subject what it is about
 * @param severity how bad it is
 * @param reason one sentence for people
 * @param since from when on; for a key, since when it may be in wrong hands: what was published before stays good.
 *     Empty: ever
 */
public record Advisory(String id, Subject subject, Severity severity, String reason, Optional<Instant> since) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_REASON = 2000;

    /** How bad it is, in rising order. */
    public enum Severity {
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL;

        /** The word in documents, such as {@code high}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The severity of that word. */
        public static Severity of(String word) throws TrustException {
            for (Severity severity : values()) {
                if (severity.word().equals(word)) {
                    return severity;
                }
            }
            throw new TrustException(Kind.MALFORMED, "an advisory has an unknown severity: '" + word + "'");
        }
    }

    /** What an advisory is about. */
    public sealed interface Subject permits OfPlugin, OfKey, OfFile {}

    /**
     * Versions of a plugin.
     *
     * @param plugin its id
     * @param range the versions
     */
    public record OfPlugin(String plugin, VersionRange range) implements Subject {}

    /**
     * Whatever an author's key signed.
     *
     * @param keyId the SHA-256 of the SubjectPublicKeyInfo, in lower-case hex
     */
    public record OfKey(String keyId) implements Subject {}

    /**
     * One file.
     *
     * @param sha256 its digest in lower-case hex
     */
    public record OfFile(String sha256) implements Subject {}

    /** Refuses values that no document may hold, by {@link IllegalArgumentException}. */
    public Advisory {
        if (!ID.matcher(id).matches() || reason.isBlank() || reason.length() > MAX_REASON) {
            throw new IllegalArgumentException("an advisory needs a plain id and a reason");
        }
        boolean valid =
                switch (kind(subject)) {
                    case "plugin" -> PluginIds.valid(value(subject));
                    default -> SHA256.matcher(value(subject)).matches();
                };
        if (!valid) {
            throw new IllegalArgumentException("an advisory names no valid plugin, key or file");
        }
    }

    private static String kind(Subject subject) {
        if (subject instanceof OfPlugin) {
            return "plugin";
        }
        return subject instanceof OfKey ? "key" : "sha256";
    }

    private static String value(Subject subject) {
        if (subject instanceof OfPlugin plugin) {
            return plugin.plugin();
        }
        return subject instanceof OfKey key ? key.keyId() : ((OfFile) subject).sha256();
    }

    /** Reads one; exactly one of {@code plugin}, {@code key} and {@code sha256} says what it is about. */
    static Advisory parse(JsonObject json) throws TrustException {
        int subjects = (json.has("plugin") ? 1 : 0) + (json.has("key") ? 1 : 0) + (json.has("sha256") ? 1 : 0);
        if (subjects != 1) {
            throw new JsonException("an advisory is about exactly one of 'plugin', 'key' and 'sha256'");
        }
        Subject subject;
        if (json.has("plugin")) {
            Optional<String> range = json.optionalString("range");
            subject = new OfPlugin(
                    json.string("plugin"), range.isPresent() ? VersionRange.parse(range.get()) : VersionRange.ALL);
        } else {
            subject = json.has("key") ? new OfKey(json.string("key")) : new OfFile(json.string("sha256"));
        }
        try {
            return new Advisory(
                    json.string("id"),
                    subject,
                    Severity.of(json.string("severity")),
                    json.string("reason"),
                    json.optionalString("since").map(Instant::parse));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new JsonException("an advisory is malformed: " + e.getMessage(), e);
        }
    }

    /** As the registry lists it. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new TreeMap<>();
        json.put("id", id);
        json.put(kind(subject), value(subject));
        if (subject instanceof OfPlugin plugin && !plugin.range().equals(VersionRange.ALL)) {
            json.put("range", plugin.range().toString());
        }
        json.put("severity", severity.word());
        json.put("reason", reason);
        since.ifPresent(time -> json.put("since", time.toString()));
        return json;
    }

    /** Whether it concerns a file. */
    public boolean concerns(Release release) {
        if (subject instanceof OfPlugin plugin) {
            return plugin.plugin().equals(release.plugin()) && plugin.range().includes(release.version());
        }
        if (subject instanceof OfFile file) {
            return file.sha256().equals(release.sha256());
        }
        boolean signed = ((OfKey) subject).keyId().equals(release.signer());
        // Unknown is not "before": without a date everything that the key signed is suspect.
        return signed
                && (since.isEmpty()
                        || release.published().isEmpty()
                        || !release.published().get().isBefore(since.get()));
    }

    /**
     * What an advisory is held against: one version of a plugin as it was published.
     *
     * @param plugin the plugin's id
     * @param version its version
     * @param sha256 the file's digest in lower-case hex
     * @param signer the id of the author's key
     * @param published when the registry first listed it; empty when unknown
     */
    public record Release(
            String plugin, PluginVersion version, String sha256, String signer, Optional<Instant> published) {}
}
