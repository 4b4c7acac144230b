package dev.isaac.trust.keys;

import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.keys.internal.KeyMaterial;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An immutable public key with the one algorithm that it may be used with. Thread-safe. */
public final class VerificationKey {

    private final SignatureAlgorithm algorithm;
    private final byte[] spki;
    private final KeyMaterial material;
    private final String keyId;

    private VerificationKey(SignatureAlgorithm algorithm, byte[] spki, KeyMaterial material) {
        this.algorithm = algorithm;
        this.spki = spki;
        this.material = material;
        this.keyId = Digests.sha256(spki);
    }

    /**
     * A key from its SubjectPublicKeyInfo in DER.
     *
     * @throws TrustException {@code trust.algorithm} when the key is not of the algorithm or weak (RSA below 2048
     *     bits), {@code trust.malformed} when the bytes are not exactly one DER structure
     */
    public static VerificationKey ofSpki(SignatureAlgorithm algorithm, byte[] spki) throws TrustException {
        byte[] copy = spki.clone();
        return new VerificationKey(algorithm, copy, KeyMaterial.ofSpki(algorithm, copy));
    }

    /** A key from the PEM form ({@code BEGIN PUBLIC KEY}) of its SubjectPublicKeyInfo. */
    public static VerificationKey ofPem(SignatureAlgorithm algorithm, String pem) throws TrustException {
        return ofSpki(algorithm, KeyMaterial.decodePem(pem));
    }

    /** An Ed25519 key from its 32 raw bytes. */
    public static VerificationKey ed25519(byte[] raw) throws TrustException {
        return ofSpki(SignatureAlgorithm.ED25519, KeyMaterial.ed25519Spki(raw));
    }

    /** The algorithm. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** The SubjectPublicKeyInfo in DER. */
    public byte[] spki() {
        return spki.clone();
    }

    /** The SHA-256 of the SubjectPublicKeyInfo in lower-case hex. */
    public String keyId() {
        return keyId;
    }

    /** The strength: bits of the RSA modulus or of the curve's field. */
    public int bits() {
        return material.bits();
    }

    /**
     * Whether this key made that signature over the message. A malleable or otherwise non-canonical encoding is not a
     * signature. Never throws for bad signatures.
     */
    public boolean verify(byte[] message, byte[] signature) {
        return material.verify(message, signature);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerificationKey that && algorithm == that.algorithm && Arrays.equals(spki, that.spki);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(spki);
    }

    @Override
    public String toString() {
        return algorithm.id() + ":" + keyId;
    }
}
