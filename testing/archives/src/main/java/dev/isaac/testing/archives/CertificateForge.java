package dev.isaac.testing.archives;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * What a certificate shall say. Made in the process, without a tool of the JDK: the platform makes keys and signs, Bouncy Castle
 * writes the structure.
 *
 * @param algorithm of the key, as the platform names it
 * @param bits of the key
 * @param from when its year begins
 * @param purposes what it is for; empty when it does not say
 * @param uses what its key is for, a sum of the constants of {@link KeyUsage}; zero when it does not say
 * @param isAuthority whether it may vouch for others
 */
public record CertificateForge(
        String algorithm, int bits, Instant from, List<KeyPurposeId> purposes, int uses, boolean isAuthority) {

    private static final Duration VALIDITY = Duration.ofDays(365);
    private static final AtomicLong SERIAL = new AtomicLong(1);

    /** Keys by owner and kind: each is made once in a process, because large primes take their time. */
    private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();

    public CertificateForge {
        purposes = List.copyOf(purposes);
    }

    private static CertificateForge of(String algorithm, int bits) {
        return new CertificateForge(algorithm, bits, Instant.now().minus(Duration.ofHours(1)), List.of(), 0, false);
    }

    /** For a key of RSA. */
    public static CertificateForge rsa(int bits) {
        return of("RSA", bits);
    }

    /** For a key of RSA that is for probabilistic signatures only. */
    public static CertificateForge pss(int bits) {
        return of("RSASSA-PSS", bits);
    }

    /** For a key of DSA. */
    public static CertificateForge dsa(int bits) {
        return of("DSA", bits);
    }

    /** For a key on the curve P-256. */
    public static CertificateForge ec() {
        return of("EC", 256);
    }

    /** The same, for something. */
    public CertificateForge forPurpose(KeyPurposeId... what) {
        return new CertificateForge(algorithm, bits, from, List.of(what), uses, isAuthority);
    }

    /** The same with a key for something, by the constants of {@link KeyUsage}. */
    public CertificateForge forUse(int sum) {
        return new CertificateForge(algorithm, bits, from, purposes, sum, isAuthority);
    }

    /** The same from another time on. */
    public CertificateForge beginning(Instant begin) {
        return new CertificateForge(algorithm, bits, begin, purposes, uses, isAuthority);
    }

    /** The same, which may vouch for others. */
    public CertificateForge authority() {
        return new CertificateForge(algorithm, bits, from, purposes, uses, true);
    }

    /** The one key of this kind that an owner has in this process. */
    KeyPair key(String owner) {
        return KEYS.computeIfAbsent(owner + " " + algorithm + " " + bits, any -> {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
                generator.initialize(bits);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has " + algorithm, e);
            }
        });
    }

    /**
     * Makes the certificate.
     *
     * @param subject its name, as {@code CN=Ann}
     * @param key of the subject
     * @param issuer who vouches
     * @param issuerKey the key with which it is signed
     */
    public X509Certificate certify(String subject, PublicKey key, String issuer, PrivateKey issuerKey)
            throws Exception {
        AlgorithmIdentifier signature = signatureOf(issuerKey);
        V3TBSCertificateGenerator content = new V3TBSCertificateGenerator();
        content.setSerialNumber(new ASN1Integer(SERIAL.getAndIncrement()));
        content.setSubject(new X500Name(subject));
        content.setIssuer(new X500Name(issuer));
        content.setStartDate(new Time(Date.from(from)));
        content.setEndDate(new Time(Date.from(from.plus(VALIDITY))));
        content.setSignature(signature);
        content.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        if (isAuthority) {
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        }
        if (uses != 0) {
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(uses));
        }
        if (!purposes.isEmpty()) {
            extensions.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes.toArray(new KeyPurposeId[0])));
        }
        if (!extensions.isEmpty()) {
            content.setExtensions(extensions.generate());
        }
        TBSCertificate signed = content.generateTBSCertificate();
        byte[] encoded = new DERSequence(new ASN1Encodable[] {
                    signed, signature, new DERBitString(sign(signed.getEncoded(ASN1Encoding.DER), issuerKey))
                })
                .getEncoded(ASN1Encoding.DER);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    private static AlgorithmIdentifier signatureOf(PrivateKey key) {
        AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
        return switch (key.getAlgorithm()) {
            case "RSA" -> new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
            case "RSASSA-PSS" ->
                new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_RSASSA_PSS,
                        new RSASSAPSSparams(
                                sha256,
                                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256),
                                new ASN1Integer(32),
                                RSASSAPSSparams.DEFAULT_TRAILER_FIELD));
            case "DSA" -> new AlgorithmIdentifier(NISTObjectIdentifiers.dsa_with_sha256);
            case "EC" -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            default -> throw new IllegalArgumentException(key.getAlgorithm());
        };
    }

    private static byte[] sign(byte[] content, PrivateKey key) throws GeneralSecurityException {
        Signature signature =
                switch (key.getAlgorithm()) {
                    case "RSA" -> Signature.getInstance("SHA256withRSA");
                    case "RSASSA-PSS" -> Signature.getInstance("RSASSA-PSS");
                    case "DSA" -> Signature.getInstance("SHA256withDSA");
                    default -> Signature.getInstance("SHA256withECDSA");
                };
        if (key.getAlgorithm().equals("RSASSA-PSS")) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }
}
