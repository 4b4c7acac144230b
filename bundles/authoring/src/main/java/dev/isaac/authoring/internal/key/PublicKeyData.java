package dev.isaac.authoring.internal.key;

import dev.isaac.signing.MetadataSigner;
import dev.isaac.trust.keys.VerificationKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A public key in the form that {@code registry init --key} and {@code rotate --add} read. */
final class PublicKeyData {

    private PublicKeyData() {}

    static Map<String, Object> of(VerificationKey key) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("algorithm", key.algorithm().id());
        shown.put("keyid", key.keyId());
        shown.put("public", Base64.getEncoder().encodeToString(key.spki()));
        shown.put("tufKeyid", MetadataSigner.keyId(key));
        return shown;
    }
}
