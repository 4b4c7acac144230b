package dev.isaac.trust.keys.internal;

import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.keys.SignatureAlgorithm;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** The parsed form of a public key, on Bouncy Castle's lightweight API: no provider is set up. */
public final class KeyMaterial {

    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 8192;
    private static final BigInteger MAX_EXPONENT = BigInteger.ONE.shiftLeft(32);
    private static final int SALT = 32;
    private static final int ED25519_KEY = 32;
    private static final int ED25519_SIGNATURE = 64;

    /** The DER of DigestInfo up to the digest of SHA-256, RFC 8017 section 9.2. */
    private static final byte[] SHA256_INFO = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private final SignatureAlgorithm algorithm;
    private final AsymmetricKeyParameter key;
    private final int bits;

    private KeyMaterial(SignatureAlgorithm algorithm, AsymmetricKeyParameter key, int bits) {
        this.algorithm = algorithm;
        this.key = key;
        this.bits = bits;
    }

    /** Parses a SubjectPublicKeyInfo that must be of the algorithm, in DER, with nothing after it. */
    public static KeyMaterial ofSpki(SignatureAlgorithm algorithm, byte[] der) throws TrustException {
        SubjectPublicKeyInfo info = strictDer(der);
        switch (algorithm) {
            case ED25519 -> {
                return ed25519(info, parsed(info));
            }
            case RSA_PSS_SHA256, RSA_PKCS1_SHA256 -> {
                return rsa(algorithm, info);
            }
            case ECDSA_P256_SHA256 -> {
                return ecdsa(algorithm, parsed(info), 256, "1.2.840.10045.3.1.7", info);
            }
            case ECDSA_P384_SHA384 -> {
                return ecdsa(algorithm, parsed(info), 384, "1.3.132.0.34", info);
            }
        }
        throw new IllegalStateException("unknown algorithm " + algorithm);
    }

    /** The SubjectPublicKeyInfo of 32 raw bytes. */
    public static byte[] ed25519Spki(byte[] raw) throws TrustException {
        if (raw.length != ED25519_KEY) {
            throw new TrustException(Kind.MALFORMED, "an Ed25519 key has 32 bytes, not " + raw.length);
        }
        try {
            return new SubjectPublicKeyInfo(new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.112")), raw)
                    .getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("encoding to memory does not fail", e);
        }
    }

    /** The bytes between {@code BEGIN PUBLIC KEY} and {@code END PUBLIC KEY}. */
    public static byte[] decodePem(String pem) throws TrustException {
        String text = pem.strip();
        String begin = "-----BEGIN PUBLIC KEY-----";
        String end = "-----END PUBLIC KEY-----";
        if (!text.startsWith(begin) || !text.endsWith(end) || text.length() < begin.length() + end.length()) {
            throw new TrustException(Kind.MALFORMED, "a public key is not in PEM form (BEGIN PUBLIC KEY)");
        }
        try {
            String body = text.substring(begin.length(), text.length() - end.length());
            return Base64.getDecoder().decode(body.replaceAll("[\r\n\t ]", ""));
        } catch (IllegalArgumentException e) {
            throw new TrustException(Kind.MALFORMED, "the PEM form of a public key is not Base64", e);
        }
    }

    private static SubjectPublicKeyInfo strictDer(byte[] der) throws TrustException {
        try (ASN1InputStream in = new ASN1InputStream(der)) {
            ASN1Primitive primitive = in.readObject();
            if (primitive == null
                    || in.readObject() != null
                    || !Arrays.equals(der, primitive.getEncoded(ASN1Encoding.DER))) {
                throw new TrustException(Kind.MALFORMED, "a public key is not one structure in DER");
            }
            return SubjectPublicKeyInfo.getInstance(primitive);
        } catch (IOException | RuntimeException e) {
            throw new TrustException(Kind.MALFORMED, "a public key is not one structure in DER", e);
        }
    }

    private static KeyMaterial ed25519(SubjectPublicKeyInfo info, AsymmetricKeyParameter key) throws TrustException {
        if (!(key instanceof Ed25519PublicKeyParameters raw)
                || info.getAlgorithm().getParameters() != null
                || !org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFull(raw.getEncoded(), 0)) {
            throw new TrustException(Kind.ALGORITHM, "the key is not a valid Ed25519 key");
        }
        return new KeyMaterial(SignatureAlgorithm.ED25519, key, 256);
    }

    private static AsymmetricKeyParameter parsed(SubjectPublicKeyInfo info) throws TrustException {
        try {
            return PublicKeyFactory.createKey(info);
        } catch (IOException | RuntimeException e) {
            throw new TrustException(Kind.MALFORMED, "a public key is malformed", e);
        }
    }

    private static KeyMaterial rsa(SignatureAlgorithm algorithm, SubjectPublicKeyInfo info) throws TrustException {
        if (!info.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
            throw new TrustException(Kind.ALGORITHM, "the key is not an RSA key");
        }
        RSAKeyParameters rsa;
        try {
            RSAPublicKey key = RSAPublicKey.getInstance(info.parsePublicKey());
            // Without the library's search for small factors and its primality test, a third of a second for each key:
            // a
            // modulus of the wrong form harms its owner, whose key a signed document names anyway.
            rsa = new RSAKeyParameters(false, key.getModulus(), key.getPublicExponent(), true);
        } catch (IOException | RuntimeException e) {
            throw new TrustException(Kind.MALFORMED, "a public key is malformed", e);
        }
        int bits = rsa.getModulus().bitLength();
        if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
            throw new TrustException(
                    Kind.ALGORITHM,
                    "an RSA key has " + bits + " bits; accepted are " + MIN_RSA_BITS + " to " + MAX_RSA_BITS);
        }
        BigInteger e = rsa.getExponent();
        if (e.compareTo(BigInteger.valueOf(65537)) < 0
                || e.compareTo(MAX_EXPONENT) > 0
                || !e.testBit(0)
                || !rsa.getModulus().testBit(0)) {
            throw new TrustException(Kind.ALGORITHM, "an RSA key has an unsafe public exponent or modulus");
        }
        return new KeyMaterial(algorithm, rsa, bits);
    }

    private static KeyMaterial ecdsa(
            SignatureAlgorithm algorithm, AsymmetricKeyParameter key, int bits, String curve, SubjectPublicKeyInfo info)
            throws TrustException {
        // Named curves only: explicit parameters let an attacker choose the generator.
        if (!(key instanceof ECPublicKeyParameters)
                || info.getAlgorithm().getParameters() == null
                || !curve.equals(info.getAlgorithm().getParameters().toString())) {
            throw new TrustException(Kind.ALGORITHM, "the key is not on the named curve of " + algorithm.id());
        }
        return new KeyMaterial(algorithm, key, bits);
    }

    /** The strength in bits. */
    public int bits() {
        return bits;
    }

    /** Whether the signature is this key's, canonically encoded. */
    public boolean verify(byte[] message, byte[] signature) {
        try {
            switch (algorithm) {
                case ED25519 -> {
                    return verifyEd25519(message, signature);
                }
                case RSA_PSS_SHA256 -> {
                    return verifyPss(message, signature);
                }
                case RSA_PKCS1_SHA256 -> {
                    return verifyPkcs1(message, signature);
                }
                case ECDSA_P256_SHA256 -> {
                    return verifyEcdsa(new SHA256Digest(), message, signature);
                }
                case ECDSA_P384_SHA384 -> {
                    return verifyEcdsa(new SHA384Digest(), message, signature);
                }
            }
            throw new IllegalStateException("unknown algorithm " + algorithm);
        } catch (CryptoException | IOException | ArithmeticException | IllegalArgumentException e) {
            return false;
        }
    }

    private boolean verifyEd25519(byte[] message, byte[] signature) throws CryptoException {
        if (signature.length != ED25519_SIGNATURE) {
            return false;
        }
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(false, key);
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    private boolean verifyPss(byte[] message, byte[] signature) throws CryptoException {
        RSAKeyParameters rsa = (RSAKeyParameters) key;
        if (signature.length != (bits + 7) / 8 || new BigInteger(1, signature).compareTo(rsa.getModulus()) >= 0) {
            return false;
        }
        PSSSigner signer = new PSSSigner(new RSABlindedEngine(), new SHA256Digest(), new SHA256Digest(), SALT);
        signer.init(false, rsa);
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    /** Builds the one encoding that RFC 8017 defines and compares: parsing the padding is what forgeries live on. */
    private boolean verifyPkcs1(byte[] message, byte[] signature) {
        RSAKeyParameters rsa = (RSAKeyParameters) key;
        int length = (bits + 7) / 8;
        BigInteger value = new BigInteger(1, signature);
        if (signature.length != length || value.compareTo(rsa.getModulus()) >= 0) {
            return false;
        }
        byte[] hash = Digests.sha256Digest().digest(message);
        byte[] expected = new byte[length];
        Arrays.fill(expected, (byte) 0xff);
        expected[0] = 0;
        expected[1] = 1;
        int start = length - hash.length - SHA256_INFO.length;
        expected[start - 1] = 0;
        System.arraycopy(SHA256_INFO, 0, expected, start, SHA256_INFO.length);
        System.arraycopy(hash, 0, expected, length - hash.length, hash.length);
        return value.modPow(rsa.getExponent(), rsa.getModulus()).equals(new BigInteger(1, expected));
    }

    private boolean verifyEcdsa(Digest digest, byte[] message, byte[] signature) throws IOException {
        // Only the one DER encoding of two positive integers: BER would give many signatures for one.
        if (!(ASN1Primitive.fromByteArray(signature) instanceof ASN1Sequence pair)
                || pair.size() != 2
                || !Arrays.equals(signature, pair.getEncoded(ASN1Encoding.DER))) {
            return false;
        }
        BigInteger r = ASN1Integer.getInstance(pair.getObjectAt(0)).getValue();
        BigInteger s = ASN1Integer.getInstance(pair.getObjectAt(1)).getValue();
        byte[] hash = new byte[digest.getDigestSize()];
        digest.update(message, 0, message.length);
        digest.doFinal(hash, 0);
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, key);
        return signer.verifySignature(hash, r, s);
    }
}
