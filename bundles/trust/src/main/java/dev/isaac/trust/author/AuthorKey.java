package dev.isaac.trust.author;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.author.internal.Base64Text;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.keys.VerificationKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * A key that an author signs with: Ed25519, or RSA-PSS (SHA-256, MGF1 with SHA-256, salt of 32 bytes) with 3072 bits or
 * more. The record fixes the algorithm.
 *
 * @param key the public key with its algorithm
 * @param since when the publisher began to use it
 */
public record AuthorKey(VerificationKey key, Instant since) {

    private static final int MIN_RSA_BITS = 3072;

    /** Refuses what an author may not sign with, by {@link IllegalArgumentException}. */
    public AuthorKey {
        String refused = refusal(key);
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(refused);
        }
    }

    /** The SHA-256 of the SubjectPublicKeyInfo in lower-case hex: the fingerprint that users see. */
    public String keyId() {
        return key.keyId();
    }

    /** The algorithm. */
    public SignatureAlgorithm algorithm() {
        return key.algorithm();
    }

    /** Reads a record of a claim; {@code keyid} must be what the key gives. */
    public static AuthorKey parse(JsonObject record) throws TrustException {
        String name = record.string("algorithm");
        SignatureAlgorithm algorithm = SignatureAlgorithm.of(name)
                .orElseThrow(() -> new TrustException(
                        Kind.ALGORITHM,
                        "authors may not sign with '" + name + "'",
                        "use ed25519 or rsa-pss-sha256 with 3072 bits or more"));
        VerificationKey key = VerificationKey.ofSpki(algorithm, Base64Text.decode(record.string("public")));
        if (!key.keyId().equals(record.string("keyid"))) {
            throw new TrustException(Kind.MISMATCH, "an author's key is not the one that its key id names");
        }
        String refused = refusal(key);
        if (!refused.isEmpty()) {
            throw new TrustException(Kind.ALGORITHM, refused, "use ed25519 or rsa-pss-sha256 with 3072 bits or more");
        }
        return new AuthorKey(key, instant(record.string("since")));
    }

    /** The record as a claim holds it. */
    public Map<String, Object> toJson() {
        Map<String, Object> record = new TreeMap<>();
        record.put("keyid", keyId());
        record.put("algorithm", algorithm().id());
        record.put("public", Base64.getEncoder().encodeToString(key.spki()));
        record.put("since", since.toString());
        return record;
    }

    private static String refusal(VerificationKey key) {
        return switch (key.algorithm()) {
            case ED25519 -> "";
            case RSA_PSS_SHA256 ->
                key.bits() >= MIN_RSA_BITS
                        ? ""
                        : "an author's RSA key has " + key.bits() + " bits; " + MIN_RSA_BITS + " or more are needed";
            case ECDSA_P256_SHA256, ECDSA_P384_SHA384, RSA_PKCS1_SHA256 ->
                "authors may not sign with '" + key.algorithm().id() + "'";
        };
    }

    private static Instant instant(String text) throws TrustException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new TrustException(Kind.MALFORMED, "'since' of an author's key is no point in time", e);
        }
    }
}
