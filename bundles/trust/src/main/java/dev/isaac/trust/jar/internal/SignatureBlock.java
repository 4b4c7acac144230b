package dev.isaac.trust.jar.internal;

import dev.isaac.trust.jar.JarSignatureException;
import dev.isaac.trust.jar.JarSignatureException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.pkcs.SignedData;
import org.bouncycastle.asn1.pkcs.SignerInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/** What a signature block was made with. The platform passes over what it has disabled; here it is named. */
public final class SignatureBlock {

    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final int MIN_RSA = 2048;
    private static final int MIN_EC = 256;

    private static final Map<String, String> DIGESTS = Map.of(
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512",
            "2.16.840.1.101.3.4.2.12", "SHAKE256");

    private static final Map<String, String> SIGNATURES = Map.of(
            "1.2.840.113549.1.1.1", "RSA",
            "1.2.840.113549.1.1.10", "RSASSA-PSS",
            "1.2.840.113549.1.1.11", "SHA256withRSA",
            "1.2.840.113549.1.1.12", "SHA384withRSA",
            "1.2.840.113549.1.1.13", "SHA512withRSA",
            "1.2.840.10045.2.1", "EC",
            "1.2.840.10045.4.3.2", "SHA256withECDSA",
            "1.2.840.10045.4.3.3", "SHA384withECDSA",
            "1.2.840.10045.4.3.4", "SHA512withECDSA",
            "1.3.101.112", "Ed25519");

    /** What is refused, by the names that people know. */
    private static final Map<String, String> WEAK = Map.of(
            "1.2.840.113549.2.5", "MD5",
            "1.3.14.3.2.26", "SHA-1",
            "2.16.840.1.101.3.4.2.4", "SHA-224",
            "1.2.840.113549.1.1.4", "MD5withRSA",
            "1.2.840.113549.1.1.5", "SHA1withRSA",
            "1.2.840.10040.4.1", "DSA",
            "1.2.840.10040.4.3", "SHA1withDSA",
            "2.16.840.1.101.3.4.3.2", "SHA256withDSA",
            "1.2.840.10045.4.1", "SHA1withECDSA");

    private SignatureBlock() {}

    /** Requires one signer, accepted algorithms, and keys that are long enough. */
    public static void require(byte[] block) throws JarSignatureException {
        SignerInfo signer = signer(block);
        known(DIGESTS, signer.getDigestAlgorithm().getAlgorithm().getId());
        AlgorithmIdentifier signature = signer.getDigestEncryptionAlgorithm();
        known(SIGNATURES, signature.getAlgorithm().getId());
        if (signature.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            requireStrongPss(signature.getParameters());
        }
        try {
            for (Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(block))) {
                X509Certificate certificate = (X509Certificate) one;
                requireStrong(certificate);
                boolean selfSigned = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
                if (!selfSigned) {
                    known(SIGNATURES, certificate.getSigAlgOID());
                }
            }
        } catch (CertificateException e) {
            throw malformed(e);
        }
    }

    /** What is left out of these parameters stands for SHA-1. */
    private static void requireStrongPss(@Nullable ASN1Encodable parameters) throws JarSignatureException {
        String digest;
        String mask;
        try {
            RSASSAPSSparams pss = RSASSAPSSparams.getInstance(parameters);
            if (pss == null) {
                throw new IllegalArgumentException("RSASSA-PSS without parameters");
            }
            digest = pss.getHashAlgorithm().getAlgorithm().getId();
            mask = AlgorithmIdentifier.getInstance(pss.getMaskGenAlgorithm().getParameters())
                    .getAlgorithm()
                    .getId();
        } catch (RuntimeException e) {
            throw malformed(e);
        }
        known(DIGESTS, digest);
        known(DIGESTS, mask);
    }

    /** Whom a certificate is about. */
    public static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static SignerInfo signer(byte[] block) throws JarSignatureException {
        try {
            // Bytes behind the structure are refused by this, too.
            ContentInfo content = ContentInfo.getInstance(ASN1Primitive.fromByteArray(block));
            if (content == null || !content.getContentType().getId().equals(SIGNED_DATA)) {
                throw new JarSignatureException(Reason.MALFORMED, "the signature block holds no signature");
            }
            SignedData data = SignedData.getInstance(content.getContent());
            if (data.getSignerInfos().size() != 1) {
                throw new JarSignatureException(
                        Reason.SEVERAL_SIGNERS,
                        "the signature block has " + data.getSignerInfos().size() + " signers");
            }
            return SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
        } catch (IOException | RuntimeException e) {
            // The library throws whatever it trips over.
            throw malformed(e);
        }
    }

    private static JarSignatureException malformed(Exception cause) {
        return new JarSignatureException(Reason.MALFORMED, "the signature block cannot be read", cause);
    }

    private static void known(Map<String, String> accepted, String id) throws JarSignatureException {
        if (!accepted.containsKey(id)) {
            throw new JarSignatureException(
                    Reason.WEAK_ALGORITHM,
                    "the jar's signature uses " + WEAK.getOrDefault(id, id) + ", which is not accepted");
        }
    }

    private static void requireStrong(X509Certificate certificate) throws JarSignatureException {
        PublicKey key = certificate.getPublicKey();
        String who = subject(certificate);
        if (key instanceof RSAPublicKey rsa) {
            requireBits(who, "RSA", rsa.getModulus().bitLength(), MIN_RSA);
        } else if (key instanceof ECPublicKey ec) {
            requireBits(who, "EC", ec.getParams().getCurve().getField().getFieldSize(), MIN_EC);
        } else if (!(key instanceof EdECPublicKey)) {
            throw new JarSignatureException(
                    Reason.WEAK_ALGORITHM,
                    "the key of " + who + " is of the kind " + key.getAlgorithm() + ", which is not accepted");
        }
    }

    private static void requireBits(String who, String kind, int bits, int least) throws JarSignatureException {
        if (bits < least) {
            throw new JarSignatureException(
                    Reason.WEAK_KEY,
                    "the " + kind + " key of " + who + " has " + bits + " bits; " + least + " or more are needed");
        }
    }
}
