package dev.isaac.signing;

import dev.isaac.signing.internal.PrivateKeyMaterial;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.keys.VerificationKey;
import java.security.SecureRandom;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that signs: a key in memory or in a file, or a program that holds one, such as a hardware token's or a
 * cloud's ({@link KeyFiles#open} opens them all).
 */
@ConsumerType
public interface Signer {

    /** The public half, with its algorithm. */
    VerificationKey publicKey();

    /**
     * Signs a message with the key's algorithm.
     *
     * @throws TrustException when the key cannot be used now
     */
    byte[] sign(byte[] message) throws TrustException;

    /** A new key: Ed25519, RSA with 3072 bits (for PSS), or ECDSA on P-256. */
    static Signer generate(SignatureAlgorithm algorithm, SecureRandom random) {
        return PrivateKeyMaterial.generate(algorithm, random);
    }
}
