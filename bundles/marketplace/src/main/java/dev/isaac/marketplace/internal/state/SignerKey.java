package dev.isaac.marketplace.internal.state;

import java.util.Objects;

/**
 * The key that signed an installed plugin, kept so that its bytes can be verified again without any registry.
 *
 * @param keyId SHA-256 of the public key, lower-case hex
 * @param algorithm the algorithm that the claim fixed
 * @param publicKey the SubjectPublicKeyInfo in Base64
 */
public record SignerKey(String keyId, String algorithm, String publicKey) {
    public SignerKey {
        Objects.requireNonNull(keyId);
        Objects.requireNonNull(algorithm);
        Objects.requireNonNull(publicKey);
    }
}
