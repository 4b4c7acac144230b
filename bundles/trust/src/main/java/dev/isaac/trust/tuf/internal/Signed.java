package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonLimits;
import dev.isaac.trust.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Metadata of any role: the exact bytes, the signed part in canonical form, the signatures. Nothing is verified yet. */
public final class Signed {

    private static final int MAX_SIGNATURES = 1024;

    /** A signature; its bytes are empty when they were not hex, and then it never counts. */
    static final class Signature {
        private final String keyId;
        private final byte[] bytes;

        Signature(String keyId, byte[] bytes) {
            this.keyId = keyId;
            this.bytes = bytes;
        }

        String keyId() {
            return keyId;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    private final byte[] bytes;
    private final JsonObject body;
    private final byte[] canonical;
    private final List<Signature> signatures;
    private final long version;
    private final Instant expires;

    private Signed(byte[] bytes, JsonObject body, List<Signature> signatures, long version, Instant expires) {
        this.bytes = bytes;
        this.body = body;
        this.canonical = Json.canonical(body);
        this.signatures = signatures;
        this.version = version;
        this.expires = expires;
    }

    /** Reads a document of the type {@code root}, {@code timestamp}, {@code snapshot} or {@code targets}. */
    static Signed parse(byte[] bytes, String type) throws JsonException {
        JsonObject document = Json.parseObject(bytes, JsonLimits.STRICT);
        JsonObject body = document.object("signed");
        if (!body.string("_type").equals(type)) {
            throw new JsonException("the metadata is of type '" + body.string("_type") + "', not '" + type + "'");
        }
        // TUF 4.3: the major version of the specification decides whether we can read it.
        String specification = body.string("spec_version");
        if (!specification.equals("1") && !specification.startsWith("1.")) {
            throw new JsonException("the metadata follows specification " + specification + ", not 1.x");
        }
        long version = body.integer("version");
        if (version < 1) {
            throw new JsonException("the metadata's version is not 1 or more");
        }
        document.array("signatures");
        List<JsonObject> list = document.objects("signatures");
        if (list.size() > MAX_SIGNATURES) {
            throw new JsonException("the metadata has more than " + MAX_SIGNATURES + " signatures");
        }
        List<Signature> signatures = new ArrayList<>();
        Set<String> keyIds = new HashSet<>();
        for (JsonObject one : list) {
            String keyId = one.string("keyid");
            // TUF 4.2: one signature for each key id, whether or not the threshold would be met without the second.
            if (!keyIds.add(keyId)) {
                throw new JsonException("the metadata has two signatures of the key '" + keyId + "'");
            }
            signatures.add(new Signature(keyId, hexOrNothing(one.string("sig"))));
        }
        return new Signed(bytes, body, signatures, version, instant(body.string("expires")));
    }

    private static byte[] hexOrNothing(String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static Instant instant(String text) throws JsonException {
        try {
            if (text.endsWith("Z")) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            throw new JsonException("'expires' is no point in time: " + text, e);
        }
        throw new JsonException("'expires' is not in UTC: " + text);
    }

    byte[] bytes() {
        return bytes;
    }

    JsonObject body() {
        return body;
    }

    byte[] canonical() {
        return canonical;
    }

    List<Signature> signatures() {
        return signatures;
    }

    long version() {
        return version;
    }

    Instant expires() {
        return expires;
    }
}
