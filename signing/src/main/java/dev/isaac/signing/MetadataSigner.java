package dev.isaac.signing;

import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.keys.VerificationKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Signs TUF metadata, and writes keys in the forms that TUF uses. */
public final class MetadataSigner {

    /** The version of the TUF specification that documents name. */
    public static final String SPECIFICATION = "1.0.31";

    private static final int ED25519_KEY = 32;

    private MetadataSigner() {}

    /** The document: the body, signed over its canonical form by every key. */
    public static byte[] sign(Map<String, ?> body, Collection<? extends Signer> keys) throws TrustException {
        byte[] canonical = Json.canonical(body);
        List<Object> signatures = new ArrayList<>();
        for (Signer key : keys) {
            Map<String, Object> signature = new TreeMap<>();
            signature.put("keyid", keyId(key.publicKey()));
            signature.put("sig", HexFormat.of().formatHex(key.sign(canonical)));
            signatures.add(signature);
        }
        Map<String, Object> document = new TreeMap<>();
        document.put("signatures", signatures);
        document.put("signed", body);
        return Json.write(document);
    }

    /**
     * The document with a further signature, by a signer on another machine for example. The signed part stays as it is;
     * an older signature by the same key goes.
     */
    public static byte[] addSignature(byte[] document, Signer signer) throws TrustException {
        JsonObject json = Json.parseObject(document);
        JsonObject body = json.object("signed");
        String keyId = keyId(signer.publicKey());
        List<Object> signatures = new ArrayList<>();
        for (JsonObject signature : json.objects("signatures")) {
            if (!signature.string("keyid").equals(keyId)) {
                signatures.add(signature);
            }
        }
        signatures.add(new TreeMap<>(
                Map.of("keyid", keyId, "sig", HexFormat.of().formatHex(signer.sign(Json.canonical(body))))));
        Map<String, Object> signed = new TreeMap<>();
        signed.put("signatures", signatures);
        signed.put("signed", body);
        return Json.write(signed);
    }

    /** The record of a key: {@code keytype}, {@code scheme}, {@code keyval}. */
    public static Map<String, Object> record(VerificationKey key) {
        Map<String, Object> record = new TreeMap<>();
        record.put("keytype", type(key.algorithm()));
        record.put("scheme", scheme(key.algorithm()));
        record.put("keyval", Map.of("public", publicText(key)));
        return record;
    }

    /** The id of a key: the SHA-256 of its record in canonical form. */
    public static String keyId(VerificationKey key) {
        return Digests.sha256(Json.canonical(record(key)));
    }

    private static String type(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case ED25519 -> "ed25519";
            case RSA_PSS_SHA256, RSA_PKCS1_SHA256 -> "rsa";
            case ECDSA_P256_SHA256, ECDSA_P384_SHA384 -> "ecdsa";
        };
    }

    private static String scheme(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case ED25519 -> "ed25519";
            case RSA_PSS_SHA256 -> "rsassa-pss-sha256";
            case RSA_PKCS1_SHA256 -> "rsa-pkcs1v15-sha256";
            case ECDSA_P256_SHA256 -> "ecdsa-sha2-nistp256";
            case ECDSA_P384_SHA384 -> "ecdsa-sha2-nistp384";
        };
    }

    private static String publicText(VerificationKey key) {
        byte[] spki = key.spki();
        if (key.algorithm() == SignatureAlgorithm.ED25519) {
            // The raw key is the tail of its SubjectPublicKeyInfo.
            return HexFormat.of().formatHex(Arrays.copyOfRange(spki, spki.length - ED25519_KEY, spki.length));
        }
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(spki) + "\n-----END PUBLIC KEY-----\n";
    }
}
