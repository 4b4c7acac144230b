package dev.isaac.signing.internal;

import dev.isaac.signing.Signer;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.keys.VerificationKey;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** A private key in memory, on Bouncy Castle's lightweight API. */
public final class PrivateKeyMaterial implements Signer {

    private static final int RSA_BITS = 3072;
    private static final int CERTAINTY = 128;
    private static final int SALT = 32;
    private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");
    private static final ASN1ObjectIdentifier P256 = new ASN1ObjectIdentifier("1.2.840.10045.3.1.7");
    private static final ASN1ObjectIdentifier P384 = new ASN1ObjectIdentifier("1.3.132.0.34");

    private final AsymmetricKeyParameter key;
    private final VerificationKey publicKey;

    private PrivateKeyMaterial(AsymmetricKeyParameter key, VerificationKey publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    /** A new key. */
    public static PrivateKeyMaterial generate(SignatureAlgorithm algorithm, SecureRandom random) {
        AsymmetricKeyParameter key =
                switch (algorithm) {
                    case ED25519 -> new Ed25519PrivateKeyParameters(random);
                    case RSA_PSS_SHA256, RSA_PKCS1_SHA256 -> rsa(random);
                    case ECDSA_P256_SHA256 -> elliptic(P256, random);
                    case ECDSA_P384_SHA384 -> elliptic(P384, random);
                };
        try {
            return of(algorithm, key);
        } catch (TrustException e) {
            throw new IllegalStateException("a new key is refused", e);
        }
    }

    private static AsymmetricKeyParameter rsa(SecureRandom random) {
        RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
        generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65537), random, RSA_BITS, CERTAINTY));
        return generator.generateKeyPair().getPrivate();
    }

    private static AsymmetricKeyParameter elliptic(ASN1ObjectIdentifier curve, SecureRandom random) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(ECNamedDomainParameters.lookup(curve), random));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        return pair.getPrivate();
    }

    /** Reads a PKCS#8 structure; the algorithm follows from the key: RSA is for PSS. */
    public static PrivateKeyMaterial ofPkcs8(byte[] der) throws TrustException {
        AsymmetricKeyParameter key;
        try {
            key = PrivateKeyFactory.createKey(der);
        } catch (IOException | RuntimeException e) {
            throw new TrustException(Kind.MALFORMED, "the file holds no private key in PKCS#8", e);
        }
        if (key instanceof Ed25519PrivateKeyParameters) {
            return of(SignatureAlgorithm.ED25519, key);
        }
        if (key instanceof RSAPrivateCrtKeyParameters) {
            return of(SignatureAlgorithm.RSA_PSS_SHA256, key);
        }
        if (key instanceof ECPrivateKeyParameters ec) {
            return of(
                    ec.getParameters().getN().bitLength() > 256
                            ? SignatureAlgorithm.ECDSA_P384_SHA384
                            : SignatureAlgorithm.ECDSA_P256_SHA256,
                    key);
        }
        throw new TrustException(
                Kind.ALGORITHM, "the private key is of a kind that is not used here", "use Ed25519 or RSA (3072 bits)");
    }

    private static PrivateKeyMaterial of(SignatureAlgorithm algorithm, AsymmetricKeyParameter key)
            throws TrustException {
        try {
            byte[] spki = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicHalf(key))
                    .getEncoded(ASN1Encoding.DER);
            return new PrivateKeyMaterial(key, VerificationKey.ofSpki(algorithm, spki));
        } catch (IOException e) {
            throw new TrustException(Kind.MALFORMED, "the private key cannot be encoded", e);
        }
    }

    private static AsymmetricKeyParameter publicHalf(AsymmetricKeyParameter key) {
        if (key instanceof Ed25519PrivateKeyParameters ed) {
            return ed.generatePublicKey();
        }
        if (key instanceof RSAPrivateCrtKeyParameters rsa) {
            return new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
        }
        ECPrivateKeyParameters ec = (ECPrivateKeyParameters) key;
        return new ECPublicKeyParameters(
                ec.getParameters().getG().multiply(ec.getD()).normalize(), ec.getParameters());
    }

    /** The PKCS#8 structure. */
    public byte[] pkcs8() {
        try {
            if (key instanceof Ed25519PrivateKeyParameters ed) {
                // Without the public half, which widespread tools do not read.
                return new PrivateKeyInfo(new AlgorithmIdentifier(ED25519), new DEROctetString(ed.getEncoded()))
                        .getEncoded(ASN1Encoding.DER);
            }
            return PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("encoding to memory does not fail", e);
        }
    }

    @Override
    public VerificationKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] message) throws TrustException {
        try {
            return switch (publicKey.algorithm()) {
                case ED25519 -> sign(new Ed25519Signer(), message);
                case RSA_PSS_SHA256 ->
                    sign(new PSSSigner(new RSABlindedEngine(), new SHA256Digest(), new SHA256Digest(), SALT), message);
                case RSA_PKCS1_SHA256 -> sign(new RSADigestSigner(new SHA256Digest()), message);
                case ECDSA_P256_SHA256 -> signEcdsa(new SHA256Digest(), message);
                case ECDSA_P384_SHA384 -> signEcdsa(new SHA384Digest(), message);
            };
        } catch (CryptoException | IOException e) {
            throw new TrustException(Kind.SIGNATURE, "signing failed", e);
        }
    }

    private byte[] sign(org.bouncycastle.crypto.Signer signer, byte[] message) throws CryptoException {
        signer.init(true, key);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    private byte[] signEcdsa(Digest digest, byte[] message) throws IOException {
        byte[] hash = new byte[digest.getDigestSize()];
        digest.update(message, 0, message.length);
        digest.doFinal(hash, 0);
        // RFC 6979: no randomness to get wrong, and the same bytes for the same build.
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(
                publicKey.algorithm() == SignatureAlgorithm.ECDSA_P256_SHA256
                        ? new SHA256Digest()
                        : new SHA384Digest()));
        signer.init(true, key);
        ASN1EncodableVector pair = new ASN1EncodableVector();
        for (BigInteger part : signer.generateSignature(hash)) {
            pair.add(new ASN1Integer(part));
        }
        return new DERSequence(pair).getEncoded(ASN1Encoding.DER);
    }
}
