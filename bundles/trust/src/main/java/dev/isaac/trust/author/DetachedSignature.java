package dev.isaac.trust.author;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.author.internal.Base64Text;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonLimits;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.keys.VerificationKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A signature beside the file that it covers: {@code {"type":…,"signatures":[{"keyid":…,"sig":…}]}}. It covers the type with
 * the bytes, so that a signature of one kind of file is none of another.
 */
public final class DetachedSignature {

    /** The type of a policy. */
    public static final String POLICY = "application/vnd.isaac.policy+json";

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_SIGNATURES = 16;

    private DetachedSignature() {}

    /** The bytes that a signature covers: the DSSE pre-authentication encoding of a type and a file's bytes. */
    public static byte[] preAuthentication(String type, byte[] file) {
        byte[] name = type.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + name.length + 32);
        out.writeBytes(("DSSEv1 " + name.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(name);
        out.writeBytes((" " + file.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(file);
        return out.toByteArray();
    }

    /** The document with one signature over {@link #preAuthentication}. */
    public static byte[] write(String type, String keyId, byte[] signature) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("keyid", keyId);
        one.put("sig", Base64.getEncoder().encodeToString(signature));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", type);
        document.put("signatures", List.of(one));
        return Json.write(document);
    }

    /**
     * Verifies that one of the keys signed a file.
     *
     * @param type what the file is meant to be
     * @param file its exact bytes
     * @param document the signatures
     * @throws TrustException {@code trust.signature} when none of the keys signed it, {@code trust.malformed} when the
     *     document is not readable, {@code trust.mismatch} when it is about another type
     */
    public static void verify(String type, byte[] file, byte[] document, Collection<VerificationKey> keys)
            throws TrustException {
        JsonObject json = Json.parseObject(document, new JsonLimits(MAX_BYTES, 8, false));
        if (!json.string("type").equals(type)) {
            throw new TrustException(Kind.MISMATCH, "the signature is of another kind of file");
        }
        List<JsonObject> signatures = json.objects("signatures");
        if (signatures.size() > MAX_SIGNATURES) {
            throw new TrustException(Kind.LIMIT, "the file has more than " + MAX_SIGNATURES + " signatures");
        }
        byte[] signed = preAuthentication(type, file);
        for (JsonObject one : signatures) {
            String keyId = one.string("keyid");
            byte[] signature = Base64Text.decode(one.string("sig"));
            for (VerificationKey key : keys) {
                if (key.keyId().equals(keyId) && key.verify(signed, signature)) {
                    return;
                }
            }
        }
        throw new TrustException(Kind.SIGNATURE, "no valid signature is by one of the keys that may sign it");
    }
}
