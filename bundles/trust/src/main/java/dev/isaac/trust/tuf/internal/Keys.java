package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.keys.VerificationKey;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of root or of a delegator, by key id. Keys of a kind that we do not know are left out: they never count. */
public final class Keys {

    private final Map<String, VerificationKey> usable;

    private Keys(Map<String, VerificationKey> usable) {
        this.usable = usable;
    }

    /** Reads a {@code keys} object. */
    static Keys parse(JsonObject json, boolean acceptPkcs1) throws TrustException {
        Map<String, VerificationKey> usable = new LinkedHashMap<>();
        for (String keyId : json.names()) {
            JsonObject record = json.object(keyId);
            String type = record.string("keytype");
            String scheme = record.string("scheme");
            JsonObject value = record.object("keyval");
            try {
                VerificationKey key = key(type, scheme, value, acceptPkcs1);
                if (key != null) {
                    usable.put(keyId, key);
                }
            } catch (JsonException e) {
                throw e;
            } catch (TrustException e) {
                // A key that nothing can be verified with is as good as absent; the threshold decides.
                usable.remove(keyId);
            }
        }
        return new Keys(usable);
    }

    private static @Nullable VerificationKey key(String type, String scheme, JsonObject value, boolean acceptPkcs1)
            throws TrustException {
        return switch (type + "/" + scheme) {
            case "ed25519/ed25519" -> VerificationKey.ed25519(hex(value.string("public")));
            case "rsa/rsassa-pss-sha256" ->
                VerificationKey.ofPem(SignatureAlgorithm.RSA_PSS_SHA256, value.string("public"));
            case "rsa/rsa-pkcs1v15-sha256" ->
                acceptPkcs1 ? VerificationKey.ofPem(SignatureAlgorithm.RSA_PKCS1_SHA256, value.string("public")) : null;
            // The second spelling of the type is the specification's former one; repositories still have it.
            case "ecdsa/ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256/ecdsa-sha2-nistp256" ->
                VerificationKey.ofPem(SignatureAlgorithm.ECDSA_P256_SHA256, value.string("public"));
            case "ecdsa/ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384/ecdsa-sha2-nistp384" ->
                VerificationKey.ofPem(SignatureAlgorithm.ECDSA_P384_SHA384, value.string("public"));
            default -> null;
        };
    }

    private static byte[] hex(String text) throws TrustException {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new TrustException(Kind.MALFORMED, "a key is not in hex", e);
        }
    }

    /** The key of that id; null when there is none that we could use. */
    @Nullable
    VerificationKey get(String keyId) {
        return usable.get(keyId);
    }
}
