package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What snapshot or timestamp announce of a metadata file.
 *
 * @param version the announced version
 * @param length the announced length, or -1
 * @param hashes the announced hashes of known algorithms; empty when none are announced
 */
public record MetaFile(long version, long length, Map<String, String> hashes) {

    /** Reads an entry of {@code meta}. */
    static MetaFile parse(JsonObject json) throws TrustException {
        long version = json.integer("version");
        long length = json.integer("length", -1);
        if (version < 1 || (json.has("length") && length < 0)) {
            throw new JsonException("a file in 'meta' has an impossible version or length");
        }
        Map<String, String> hashes = Map.of();
        if (json.has("hashes")) {
            hashes = knownHashes(json.object("hashes"));
            if (hashes.isEmpty()) {
                throw new TrustException(Kind.ALGORITHM, "a file in 'meta' has no hash of a known algorithm");
            }
        }
        return new MetaFile(version, length, hashes);
    }

    /** The hashes that we can check: SHA-256 and SHA-512. */
    static Map<String, String> knownHashes(JsonObject json) throws JsonException {
        Map<String, String> known = new LinkedHashMap<>();
        for (String algorithm : json.names()) {
            String hash = json.string(algorithm);
            if (algorithm.equals("sha256") || algorithm.equals("sha512")) {
                known.put(algorithm, hash.toLowerCase(Locale.ROOT));
            }
        }
        return known;
    }

    /** The first thing about the bytes that differs from what was announced; null when nothing does. */
    static @Nullable Kind mismatch(byte[] bytes, long length, Map<String, String> hashes) {
        if (length >= 0 && bytes.length != length) {
            return Kind.LENGTH;
        }
        for (Map.Entry<String, String> hash : hashes.entrySet()) {
            String actual = hash.getKey().equals("sha256") ? Digests.sha256(bytes) : Digests.sha512(bytes);
            if (!actual.equals(hash.getValue())) {
                return Kind.HASH;
            }
        }
        return null;
    }

    /** Whether the bytes have the announced length and hashes. */
    boolean matches(byte[] bytes) {
        return mismatch(bytes, length, hashes) == null;
    }

    /** Refuses bytes that have not the announced length and hashes. */
    void require(byte[] bytes, String file) throws TrustException {
        Kind kind = mismatch(bytes, length, hashes);
        if (kind != null) {
            throw new TrustException(
                    kind,
                    file + (kind == Kind.LENGTH ? " has not the announced length" : " has not the announced hash"));
        }
    }
}
