package dev.isaac.trust.keys;

import dev.isaac.trust.Digests;
import dev.isaac.trust.json.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** A key pair of the tests. Trust itself cannot sign. */
public final class TestKey {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SignatureAlgorithm algorithm;
    private final AsymmetricCipherKeyPair pair;

    private TestKey(SignatureAlgorithm algorithm, AsymmetricCipherKeyPair pair) {
        this.algorithm = algorithm;
        this.pair = pair;
    }

    public static TestKey ed25519() {
        Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(RANDOM));
        return new TestKey(SignatureAlgorithm.ED25519, generator.generateKeyPair());
    }

    public static TestKey rsa(SignatureAlgorithm algorithm, int bits) {
        return rsa(algorithm, bits, 65537);
    }

    public static TestKey rsa(SignatureAlgorithm algorithm, int bits, long exponent) {
        RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
        generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(exponent), RANDOM, bits, 80));
        return new TestKey(algorithm, generator.generateKeyPair());
    }

    public static TestKey ecdsa(SignatureAlgorithm algorithm) {
        String curve = algorithm == SignatureAlgorithm.ECDSA_P256_SHA256 ? "1.2.840.10045.3.1.7" : "1.3.132.0.34";
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(
                new ECKeyGenerationParameters(ECNamedDomainParameters.lookup(new ASN1ObjectIdentifier(curve)), RANDOM));
        return new TestKey(algorithm, generator.generateKeyPair());
    }

    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    public byte[] spki() {
        try {
            return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic())
                    .getEncoded("DER");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(spki())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** The record in TUF's form. */
    public Map<String, Object> record() {
        return switch (algorithm) {
            case ED25519 ->
                record(
                        "ed25519",
                        "ed25519",
                        HexFormat.of().formatHex(Arrays.copyOfRange(spki(), spki().length - 32, spki().length)));
            case RSA_PSS_SHA256 -> record("rsa", "rsassa-pss-sha256", pem());
            case RSA_PKCS1_SHA256 -> record("rsa", "rsa-pkcs1v15-sha256", pem());
            case ECDSA_P256_SHA256 -> record("ecdsa", "ecdsa-sha2-nistp256", pem());
            case ECDSA_P384_SHA384 -> record("ecdsa", "ecdsa-sha2-nistp384", pem());
        };
    }

    public static Map<String, Object> record(String type, String scheme, String value) {
        return Map.of("keytype", type, "scheme", scheme, "keyval", Map.of("public", value));
    }

    public String tufId() {
        return Digests.sha256(Json.canonical(record()));
    }

    public byte[] sign(byte[] message) {
        return sign(message, 32);
    }

    /** Signs with a PSS salt of some length. */
    public byte[] sign(byte[] message, int salt) {
        try {
            return switch (algorithm) {
                case ED25519 -> sign(new Ed25519Signer(), message);
                case RSA_PSS_SHA256 ->
                    sign(new PSSSigner(new RSABlindedEngine(), new SHA256Digest(), new SHA256Digest(), salt), message);
                case RSA_PKCS1_SHA256 -> sign(new RSADigestSigner(new SHA256Digest()), message);
                case ECDSA_P256_SHA256, ECDSA_P384_SHA384 -> der(ecdsa(message));
            };
        } catch (CryptoException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] sign(Signer signer, byte[] message) throws CryptoException {
        signer.init(true, pair.getPrivate());
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    public BigInteger[] ecdsa(byte[] message) {
        var digest = algorithm == SignatureAlgorithm.ECDSA_P256_SHA256 ? new SHA256Digest() : new SHA384Digest();
        byte[] hash = new byte[digest.getDigestSize()];
        digest.update(message, 0, message.length);
        digest.doFinal(hash, 0);
        ECDSASigner signer = new ECDSASigner();
        signer.init(true, new ParametersWithRandom(pair.getPrivate(), RANDOM));
        return signer.generateSignature(hash);
    }

    public static byte[] der(BigInteger... parts) {
        ASN1EncodableVector vector = new ASN1EncodableVector();
        for (BigInteger part : parts) {
            vector.add(new ASN1Integer(part));
        }
        try {
            return new DERSequence(vector).getEncoded("DER");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public VerificationKey publicKey() {
        try {
            return VerificationKey.ofSpki(algorithm, spki());
        } catch (dev.isaac.trust.TrustException e) {
            throw new AssertionError(e);
        }
    }
}
