package dev.isaac.trust.keys;

import java.util.Optional;

/** The signature algorithms that are accepted; everything else is refused by name. */
public enum SignatureAlgorithm {
    /** Ed25519, RFC 8032. */
    ED25519("ed25519"),
    /** RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes. */
    RSA_PSS_SHA256("rsa-pss-sha256"),
    /** ECDSA over P-256 with SHA-256, signatures in DER. TUF metadata only, never author statements. */
    ECDSA_P256_SHA256("ecdsa-p256-sha256"),
    /** ECDSA over P-384 with SHA-384, signatures in DER. TUF metadata only, never author statements. */
    ECDSA_P384_SHA384("ecdsa-p384-sha384"),
    /** RSASSA-PKCS1-v1_5 with SHA-256. Metadata of foreign TUF repositories only, and only where a client asks for it. */
    RSA_PKCS1_SHA256("rsa-pkcs1v15-sha256");

    private final String id;

    SignatureAlgorithm(String id) {
        this.id = id;
    }

    /** The name in claims, such as {@code ed25519}. */
    public String id() {
        return id;
    }

    /** The algorithm of that name. */
    public static Optional<SignatureAlgorithm> of(String id) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.id.equals(id)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
