package dev.isaac.trust.jar.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.testing.archives.CertificateForge;
import dev.isaac.testing.archives.JarAuthor;
import dev.isaac.trust.jar.JarSignatureException;
import dev.isaac.trust.jar.JarSignatureException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.BERSet;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.pkcs.SignedData;
import org.bouncycastle.asn1.pkcs.SignerInfo;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SignatureBlockTest {

    private static final AlgorithmIdentifier SHA_1 = algorithm("1.3.14.3.2.26");
    private static final AlgorithmIdentifier SHA_256 = algorithm("2.16.840.1.101.3.4.2.1");

    @TempDir
    private static Path folder;

    private static byte[] block = new byte[0];

    @BeforeAll
    static void sign() throws Exception {
        JarAuthor author = JarAuthor.make("Ann", CertificateForge.rsa(2048));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        files.put("a.txt", new byte[] {1});
        Map<String, byte[]> signed = JarAuthor.unpack(author.sign(folder, JarAuthor.pack(files)));
        block = Objects.requireNonNull(signed.get(JarAuthor.named(signed, ".RSA")));
    }

    private static AlgorithmIdentifier algorithm(String id) {
        return new AlgorithmIdentifier(new ASN1ObjectIdentifier(id), DERNull.INSTANCE);
    }

    /** The block, said to be made with another algorithm, by so many signers. */
    private static byte[] block(
            @Nullable AlgorithmIdentifier digest, @Nullable AlgorithmIdentifier signature, int signers)
            throws Exception {
        SignedData data = SignedData.getInstance(ContentInfo.getInstance(block).getContent());
        SignerInfo one = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
        SignerInfo other = new SignerInfo(
                one.getVersion(),
                one.getIssuerAndSerialNumber(),
                digest == null ? one.getDigestAlgorithm() : digest,
                one.getAuthenticatedAttributes(),
                signature == null ? one.getDigestEncryptionAlgorithm() : signature,
                one.getEncryptedDigest(),
                one.getUnauthenticatedAttributes());
        ASN1Encodable[] all = new ASN1Encodable[signers];
        Arrays.fill(all, other);
        return new ContentInfo(
                        PKCSObjectIdentifiers.signedData,
                        new SignedData(
                                data.getVersion(),
                                data.getDigestAlgorithms(),
                                data.getContentInfo(),
                                data.getCertificates(),
                                data.getCRLs(),
                                new DERSet(all)))
                .getEncoded(ASN1Encoding.DER);
    }

    /** A certificate whose own signature is none; what it says of itself is all that is asked. */
    private static Certificate certificate(String issuer, AlgorithmIdentifier signature, SubjectPublicKeyInfo key) {
        V3TBSCertificateGenerator content = new V3TBSCertificateGenerator();
        content.setSerialNumber(new ASN1Integer(7));
        content.setIssuer(new X500Name("CN=" + issuer));
        content.setSubject(new X500Name("CN=Eve"));
        content.setStartDate(new Time(Date.from(Instant.EPOCH)));
        content.setEndDate(new Time(Date.from(Instant.EPOCH.plus(Duration.ofDays(36_500)))));
        content.setSignature(signature);
        content.setSubjectPublicKeyInfo(key);
        return Certificate.getInstance(new DERSequence(
                new ASN1Encodable[] {content.generateTBSCertificate(), signature, new DERBitString(new byte[] {1})}));
    }

    private static SubjectPublicKeyInfo rsaKey(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return SubjectPublicKeyInfo.getInstance(
                generator.generateKeyPair().getPublic().getEncoded());
    }

    private static SubjectPublicKeyInfo curveKey(ASN1ObjectIdentifier curve) {
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve),
                SECNamedCurves.getByOID(curve).getG().getEncoded(false));
    }

    /** The block with one more certificate. */
    private static byte[] with(ASN1Encodable certificate) throws Exception {
        SignedData data = SignedData.getInstance(ContentInfo.getInstance(block).getContent());
        return content(
                PKCSObjectIdentifiers.signedData,
                new SignedData(
                        data.getVersion(),
                        data.getDigestAlgorithms(),
                        data.getContentInfo(),
                        new BERSet(new ASN1Encodable[] {data.getCertificates().getObjectAt(0), certificate}),
                        data.getCRLs(),
                        data.getSignerInfos()));
    }

    private static byte[] content(ASN1ObjectIdentifier type, ASN1Encodable content) throws Exception {
        return new ContentInfo(type, content).getEncoded(ASN1Encoding.DER);
    }

    private static AlgorithmIdentifier pss(AlgorithmIdentifier digest, AlgorithmIdentifier mask) {
        return new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_RSASSA_PSS,
                new RSASSAPSSparams(
                        digest,
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, mask),
                        new ASN1Integer(32),
                        RSASSAPSSparams.DEFAULT_TRAILER_FIELD));
    }

    private static Reason refused(byte[] block) {
        return Objects.requireNonNull(
                        catchThrowableOfType(JarSignatureException.class, () -> SignatureBlock.require(block)))
                .reason();
    }

    @Test
    void takesWhatIsStrong() {
        assertThatCode(() -> SignatureBlock.require(block)).doesNotThrowAnyException();
    }

    @Test
    void refusesWeakParametersOfProbabilisticSignatures() throws Exception {
        assertThat(refused(block(null, pss(SHA_1, SHA_256), 1))).isEqualTo(Reason.WEAK_ALGORITHM);
        assertThat(refused(block(null, pss(SHA_256, SHA_1), 1))).isEqualTo(Reason.WEAK_ALGORITHM);
        AlgorithmIdentifier defaults =
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, new RSASSAPSSparams());
        assertThat(refused(block(null, defaults, 1)))
                .as("left out, they are SHA-1")
                .isEqualTo(Reason.WEAK_ALGORITHM);
        assertThat(refused(block(null, new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS), 1)))
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void refusesWeakAlgorithms() throws Exception {
        assertThat(refused(block(SHA_1, null, 1))).isEqualTo(Reason.WEAK_ALGORITHM);
        assertThat(refused(block(null, algorithm("1.2.840.113549.1.1.5"), 1))).isEqualTo(Reason.WEAK_ALGORITHM);
        assertThat(refused(block(null, algorithm("1.2.3.4"), 1))).isEqualTo(Reason.WEAK_ALGORITHM);
    }

    @Test
    void refusesNoneOrSeveralSigners() throws Exception {
        assertThat(refused(block(null, null, 0))).isEqualTo(Reason.SEVERAL_SIGNERS);
        assertThat(refused(block(null, null, 2))).isIn(Reason.SEVERAL_SIGNERS, Reason.MALFORMED);
    }

    @Test
    void refusesBytesBehindTheBlock() {
        assertThat(refused(Arrays.copyOf(block, block.length + 1))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void refusesAWeakSignatureOnACertificateThatAnotherMade() throws Exception {
        AlgorithmIdentifier weak = algorithm("1.2.840.113549.1.1.5");
        AlgorithmIdentifier strong = algorithm("1.2.840.113549.1.1.11");
        SubjectPublicKeyInfo key = rsaKey(2048);

        assertThat(refused(with(certificate("Mallory", weak, key)))).isEqualTo(Reason.WEAK_ALGORITHM);
        assertThatCode(() -> SignatureBlock.require(with(certificate("Mallory", strong, key))))
                .doesNotThrowAnyException();
        assertThatCode(() -> SignatureBlock.require(with(certificate("Eve", weak, key))))
                .as("what one says of oneself proves nothing, however it is signed")
                .doesNotThrowAnyException();
    }

    @Test
    void holdsTheKeysOfAllCertificatesToTheirLength() throws Exception {
        AlgorithmIdentifier strong = algorithm("1.2.840.113549.1.1.11");

        assertThat(refused(with(certificate("Eve", strong, rsaKey(2047))))).isEqualTo(Reason.WEAK_KEY);
        assertThat(refused(with(certificate("Eve", strong, curveKey(SECObjectIdentifiers.secp224r1)))))
                .isEqualTo(Reason.WEAK_KEY);
        assertThatCode(() -> SignatureBlock.require(
                        with(certificate("Eve", strong, curveKey(SECObjectIdentifiers.secp256r1)))))
                .doesNotThrowAnyException();
        SubjectPublicKeyInfo edwards = SubjectPublicKeyInfo.getInstance(KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded());
        assertThatCode(() -> SignatureBlock.require(with(certificate("Eve", strong, edwards))))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesACertificateThatIsNone() throws Exception {
        assertThat(refused(with(new DERSequence(new ASN1Integer(1))))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void refusesContentThatIsNoSignature() throws Exception {
        assertThat(refused(content(
                        PKCSObjectIdentifiers.data,
                        ContentInfo.getInstance(block).getContent())))
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void namesWhatItRefuses() throws Exception {
        byte[] weak = block(SHA_1, null, 1);

        assertThat(catchThrowableOfType(JarSignatureException.class, () -> SignatureBlock.require(weak)))
                .hasMessageContaining("SHA-1");
    }
}
