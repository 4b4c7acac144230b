package dev.isaac.trust.author;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.author.internal.Base64Text;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonLimits;
import dev.isaac.trust.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A statement in a DSSE-style envelope. Nothing in it is trusted before {@link #verify}. Immutable. */
public final class StatementEnvelope {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_SIGNATURES = 16;

    private static final class Signature {
        final String keyId;
        final byte[] bytes;

        Signature(String keyId, byte[] bytes) {
            this.keyId = keyId;
            this.bytes = bytes;
        }
    }

    private final byte[] payload;
    private final List<Signature> signatures;

    private StatementEnvelope(byte[] payload, List<Signature> signatures) {
        this.payload = payload;
        this.signatures = List.copyOf(signatures);
    }

    /** Reads an envelope; at most 1 MiB and 16 signatures. */
    public static StatementEnvelope parse(byte[] document) throws TrustException {
        JsonObject json = Json.parseObject(document, new JsonLimits(MAX_BYTES, 8, false));
        if (!json.string("payloadType").equals(PluginStatement.PAYLOAD_TYPE)) {
            throw new TrustException(Kind.MALFORMED, "the envelope holds no plugin statement");
        }
        List<Signature> signatures = new ArrayList<>();
        for (JsonObject one : json.objects("signatures")) {
            signatures.add(new Signature(one.string("keyid"), Base64Text.decode(one.string("sig"))));
        }
        if (signatures.size() > MAX_SIGNATURES) {
            throw new TrustException(Kind.LIMIT, "the envelope holds more than " + MAX_SIGNATURES + " signatures");
        }
        return new StatementEnvelope(Base64Text.decode(json.string("payload")), signatures);
    }

    /** The bytes that a signature covers: the DSSE pre-authentication encoding of a statement's bytes. */
    public static byte[] preAuthentication(byte[] payload) {
        byte[] type = PluginStatement.PAYLOAD_TYPE.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + type.length + 32);
        out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(type);
        out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** An envelope's bytes from a statement's bytes and one signature over {@link #preAuthentication}. */
    public static byte[] write(byte[] payload, String keyId, byte[] signature) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("keyid", keyId);
        one.put("sig", Base64.getEncoder().encodeToString(signature));
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("payloadType", PluginStatement.PAYLOAD_TYPE);
        envelope.put("payload", Base64.getEncoder().encodeToString(payload));
        envelope.put("signatures", List.of(one));
        return Json.write(envelope);
    }

    /** The exact bytes of the statement; not verified. */
    public byte[] payload() {
        return payload.clone();
    }

    /** The key ids that the envelope names; not verified. */
    public List<String> keyIds() {
        return signatures.stream().map(signature -> signature.keyId).toList();
    }

    /**
     * Verifies that one of the keys signed, and only then reads the statement.
     *
     * @throws TrustException {@code trust.unclaimed} when no signature is by one of the keys, {@code trust.signature}
     *     when one claims to be and is not valid, {@code trust.malformed} when the statement is not readable
     */
    public VerifiedStatement verify(Collection<AuthorKey> keys) throws TrustException {
        if (signatures.isEmpty()) {
            throw new TrustException(Kind.SIGNATURE, "the statement is not signed");
        }
        byte[] signed = preAuthentication(payload);
        boolean known = false;
        for (Signature signature : signatures) {
            for (AuthorKey key : keys) {
                if (!key.keyId().equals(signature.keyId)) {
                    continue;
                }
                known = true;
                if (key.key().verify(signed, signature.bytes)) {
                    return new VerifiedStatement(PluginStatement.parse(payload), key);
                }
            }
        }
        if (known) {
            throw new TrustException(Kind.SIGNATURE, "the author's signature of the statement is not valid");
        }
        throw new TrustException(
                Kind.UNCLAIMED, "the statement is signed by a key that is not in the publisher's claim");
    }
}
