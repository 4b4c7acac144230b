package dev.isaac.trust.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.testing.archives.JarAuthor;
import dev.isaac.trust.Digests;
import dev.isaac.trust.archive.ArchiveInspector;
import dev.isaac.trust.jar.JarSignatureException.Reason;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class JarSignatureTest {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    @TempDir
    private static Path shared;

    private static JarAuthor ann;
    private static JarAuthor bob;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeKeys() throws Exception {
        ann = JarAuthor.make(shared, "Ann", "-keyalg", "RSA", "-keysize", "3072", "-ext", "eku=codeSigning");
        bob = JarAuthor.make(shared, "Bob", "-keyalg", "EC", "-groupname", "secp256r1");
    }

    private static byte[] unsigned() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(MANIFEST, text("Manifest-Version: 1.0\r\nBundle-SymbolicName: org.example\r\n\r\n"));
        files.put("a.txt", text("first"));
        files.put("b/", new byte[0]);
        files.put("b/c.txt", text("second"));
        files.put("META-INF/services/org.example.Plug", text("org.example.One"));
        return JarAuthor.pack(files);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JarSignature check(byte[] jar) throws Exception {
        return JarSignature.check(jar, new ArchiveInspector().inspect(jar)).orElseThrow();
    }

    private static Reason refused(byte[] jar) {
        return Objects.requireNonNull(
                        catchThrowableOfType(JarSignatureException.class, () -> check(jar)), "it was accepted")
                .reason();
    }

    /** A signed jar, changed. */
    private byte[] changed(Change change) throws Exception {
        Map<String, byte[]> files = JarAuthor.unpack(ann.sign(folder, unsigned()));
        change.apply(files);
        return JarAuthor.pack(files);
    }

    @FunctionalInterface
    private interface Change {
        void apply(Map<String, byte[]> files) throws Exception;
    }

    @Test
    void jarWithoutASignatureHasNone() throws Exception {
        byte[] jar = unsigned();
        assertThat(JarSignature.check(jar, new ArchiveInspector().inspect(jar))).isEmpty();
    }

    @Test
    void tellsWhoSigned() throws Exception {
        JarSignature signature = check(ann.sign(folder, unsigned()));

        assertThat(signature.signer()).isEqualTo("CN=Ann");
        assertThat(signature.fingerprint())
                .isEqualTo(Digests.sha256(ann.chain().get(0).getEncoded()));
        assertThat(signature.chain()).isEqualTo(ann.chain());
        assertThat(check(bob.sign(folder, unsigned())).signer()).isEqualTo("CN=Bob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-384", "SHA-512"})
    void takesLongerDigests(String digest) throws Exception {
        assertThat(check(ann.sign(folder, unsigned(), "ONE", digest)).signer()).isEqualTo("CN=Ann");
    }

    @Test
    void refusesAChangedEntry() throws Exception {
        assertThat(refused(changed(files -> files.put("a.txt", text("FIRST"))))).isEqualTo(Reason.TAMPERED);
    }

    @Test
    void refusesAChangedManifest() throws Exception {
        assertThat(refused(changed(files -> files.put(
                        MANIFEST,
                        text(new String(files.get(MANIFEST), StandardCharsets.UTF_8)
                                .replace("org.example\r", "org.another\r"))))))
                .isEqualTo(Reason.TAMPERED);
    }

    @Test
    void refusesASectionThatWasAddedToTheManifest() throws Exception {
        Change more = files -> files.put(
                MANIFEST,
                text(new String(files.get(MANIFEST), StandardCharsets.UTF_8) + "Name: more/\r\nSealed: true\r\n\r\n"));

        assertThat(refused(changed(more)))
                .as("the platform says that every entry is signed")
                .isEqualTo(Reason.TAMPERED);
    }

    @Test
    void takesProbabilisticSignatures() throws Exception {
        JarAuthor pss = JarAuthor.make(folder, "Pss", "-keyalg", "RSASSA-PSS", "-keysize", "3072");

        assertThat(check(pss.sign(folder, unsigned())).signer()).isEqualTo("CN=Pss");
    }

    @Test
    void refusesAnAddedEntry() throws Exception {
        assertThat(refused(changed(files -> files.put("evil.txt", text("more")))))
                .isEqualTo(Reason.UNSIGNED_ENTRY);
        assertThat(refused(changed(files -> files.put("META-INF/more.properties", text("a=b")))))
                .as("META-INF exempts nothing else")
                .isEqualTo(Reason.UNSIGNED_ENTRY);
        assertThat(refused(changed(files -> files.put("META-INF/x/TWO.SF", text("no signature")))))
                .isEqualTo(Reason.UNSIGNED_ENTRY);
    }

    @Test
    void refusesARemovedEntry() throws Exception {
        assertThat(refused(changed(files -> files.remove("a.txt")))).isEqualTo(Reason.EXTRA_ENTRY);
    }

    @Test
    void refusesTwoSignatures() throws Exception {
        byte[] both = bob.sign(folder, ann.sign(folder, unsigned()), "TWO", "SHA-256");
        assertThat(refused(both)).isEqualTo(Reason.SEVERAL_SIGNERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {".SF", ".RSA"})
    void refusesHalfASignature(String missing) throws Exception {
        assertThat(refused(changed(files -> files.remove(JarAuthor.named(files, missing)))))
                .isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    void refusesTheBlockOfAnotherJar() throws Exception {
        Map<String, byte[]> other = JarAuthor.unpack(ann.sign(
                folder, JarAuthor.pack(new LinkedHashMap<>(Map.of(MANIFEST, text("Manifest-Version: 1.0\r\n\r\n"))))));
        assertThat(refused(changed(
                        files -> files.put(JarAuthor.named(files, ".RSA"), other.get(JarAuthor.named(other, ".RSA"))))))
                .isEqualTo(Reason.TAMPERED);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "40"})
    void refusesABlockThatIsNone(int length) throws Exception {
        assertThat(refused(changed(files -> files.put(JarAuthor.named(files, ".RSA"), new byte[length]))))
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void refusesASignatureThatStandsElsewhere() throws Exception {
        assertThat(refused(changed(files -> {
                    String name = JarAuthor.named(files, ".SF");
                    files.put(name, files.remove(name));
                })))
                .isEqualTo(Reason.ORDER);
    }

    @Test
    void refusesASignatureFileWithoutADigestOfTheWholeManifest() throws Exception {
        assertThat(refused(changed(files -> {
                    String name = JarAuthor.named(files, ".SF");
                    files.put(
                            name,
                            text(new String(files.get(name), StandardCharsets.UTF_8)
                                    .replaceAll("SHA-256-Digest-Manifest: ", "X-Other: ")));
                })))
                .isEqualTo(Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-1", "MD5"})
    void refusesWeakDigestsByName(String digest) throws Exception {
        byte[] jar = ann.sign(folder, unsigned(), "ONE", digest);

        JarSignatureException refusal =
                Objects.requireNonNull(catchThrowableOfType(JarSignatureException.class, () -> check(jar)));

        assertThat(refusal.reason()).isEqualTo(Reason.WEAK_ALGORITHM);
        assertThat(refusal.code()).isEqualTo("jar-signature.weak-algorithm");
        assertThat(refusal).hasMessageContaining(digest.replace("-", "").equals("SHA1") ? "SHA" : digest);
    }

    @Test
    void refusesWeakKeysByName() throws Exception {
        JarAuthor weak = JarAuthor.make(folder, "Weak", "-keyalg", "RSA", "-keysize", "1024");

        byte[] jar = weak.sign(folder, unsigned());

        JarSignatureException refusal =
                Objects.requireNonNull(catchThrowableOfType(JarSignatureException.class, () -> check(jar)));
        assertThat(refusal.reason()).isEqualTo(Reason.WEAK_KEY);
        assertThat(refusal).hasMessageContaining("CN=Weak has 1024 bits");
    }

    @Test
    void refusesDsaByName() throws Exception {
        JarAuthor dsa = JarAuthor.make(folder, "Dsa", "-keyalg", "DSA", "-keysize", "2048");

        byte[] jar = dsa.sign(folder, unsigned());

        assertThat(refused(jar)).isEqualTo(Reason.WEAK_ALGORITHM);
    }

    @Test
    void jarThatLooksUnsignedToThisJavaIsNotTakenForOne() throws Exception {
        Path jar = Files.write(folder.resolve("signed.jar"), ann.sign(folder, unsigned()));
        Path rules = Files.writeString(folder.resolve("rules.properties"), "jdk.jar.disabledAlgorithms=RSA\n");

        assertThat(inProcess(jar, List.of())).isEqualTo("signed");
        assertThat(inProcess(jar, List.of("-Djava.security.properties=" + rules)))
                .isEqualTo("jar-signature.disabled");
    }

    private static String inProcess(Path jar, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CheckJar.class.getName(), jar + ""));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return printed;
    }

    @Test
    void trustsACertificateThatIsGivenAndNoOther() throws Exception {
        JarSignature signature = check(ann.sign(folder, unsigned()));

        signature.require(ann.chain(), Instant.now());
        assertThat(untrusted(signature, bob, Instant.now())).isEqualTo(Reason.UNTRUSTED);
        assertThat(untrusted(signature, ann, Instant.now().plus(Duration.ofDays(1000))))
                .as("its time is over")
                .isEqualTo(Reason.UNTRUSTED);
    }

    @Test
    void trustsWhomATrustedAuthorityVouchesFor() throws Exception {
        JarAuthor cleo = JarAuthor.issued(folder, "Cleo", "Authority");
        JarAuthor dora = JarAuthor.issued(folder, "Dora", "Authority");
        JarSignature signature = check(cleo.sign(folder, unsigned()));

        assertThat(signature.chain()).hasSize(2);
        signature.require(List.of(cleo.chain().get(1)), Instant.now());
        assertThat(untrusted(signature, dora, Instant.now()))
                .as("another authority of the same name")
                .isEqualTo(Reason.UNTRUSTED);
    }

    @Test
    void certificateForSomethingElseSignsNoCode() throws Exception {
        JarAuthor server =
                JarAuthor.make(folder, "Server", "-keyalg", "EC", "-groupname", "secp256r1", "-ext", "eku=serverAuth");
        JarSignature signature = check(server.sign(folder, unsigned()));

        assertThat(untrusted(signature, server, Instant.now())).isEqualTo(Reason.UNTRUSTED);
    }

    @Test
    void certificateWhoseKeyIsForSomethingElseSignsNoCode() throws Exception {
        JarAuthor sealer =
                JarAuthor.make(folder, "Sealer", "-keyalg", "RSA", "-keysize", "2048", "-ext", "ku=keyEncipherment");
        JarAuthor any = JarAuthor.make(
                folder,
                "Any",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-ext",
                "ku=digitalSignature",
                "-ext",
                "eku=anyExtendedKeyUsage");

        assertThat(untrusted(new JarSignature(sealer.chain()), sealer, Instant.now()))
                .isEqualTo(Reason.UNTRUSTED);
        assertThatCode(() -> new JarSignature(any.chain()).require(any.chain(), Instant.now()))
                .doesNotThrowAnyException();
    }

    @Test
    void whatStandsBehindATrustedCertificateVouchesForNothing() throws Exception {
        JarAuthor cleo = JarAuthor.issued(folder, "Cleo", "Authority");
        X509Certificate authority = cleo.chain().get(1);
        List<X509Certificate> longer =
                List.of(cleo.chain().get(0), authority, bob.chain().get(0));

        assertThatCode(() -> new JarSignature(longer).require(List.of(authority), Instant.now()))
                .doesNotThrowAnyException();
        assertThat(untrusted(new JarSignature(longer), bob, Instant.now())).isEqualTo(Reason.UNTRUSTED);
    }

    @Test
    void asksWhetherAnAuthorityVouchedAtThatTime() throws Exception {
        JarAuthor past =
                JarAuthor.make(folder, "Past", "-keyalg", "EC", "-groupname", "secp256r1", "-startdate", "-400d");
        JarSignature signature = new JarSignature(past.chain());
        List<X509Certificate> authority = List.of(authority(past));

        assertThatCode(() -> signature.require(authority, Instant.now().minus(Duration.ofDays(100))))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(JarSignatureException.class)
                .isThrownBy(() -> signature.require(authority, Instant.now()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNTRUSTED));
    }

    /** Another certificate for the same key and name, so that it vouches for the first one. */
    private static X509Certificate authority(JarAuthor author) throws Exception {
        X509Certificate first = author.chain().get(0);
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(7));
        generator.setIssuer(new X500Name("CN=Past"));
        generator.setSubject(new X500Name("CN=Past"));
        generator.setStartDate(new Time(Date.from(Instant.EPOCH)));
        generator.setEndDate(new Time(Date.from(Instant.EPOCH.plus(Duration.ofDays(36_500)))));
        generator.setSignature(algorithm);
        generator.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(first.getPublicKey().getEncoded()));
        TBSCertificate content = generator.generateTBSCertificate();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(author.key());
        signature.update(content.getEncoded(ASN1Encoding.DER));
        byte[] encoded = new DERSequence(new ASN1Encodable[] {content, algorithm, new DERBitString(signature.sign())})
                .getEncoded(ASN1Encoding.DER);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    @Test
    void signatureHasASigner() {
        assertThatIllegalArgumentException().isThrownBy(() -> new JarSignature(List.of()));
    }

    @Test
    void refusesASignatureThatCoversNoFile() throws Exception {
        byte[] nothing = JarAuthor.pack(new LinkedHashMap<>(Map.of(MANIFEST, text("Manifest-Version: 1.0\r\n\r\n"))));

        assertThat(refused(ann.sign(folder, nothing))).isEqualTo(Reason.UNSIGNED_ENTRY);
    }

    private static Reason untrusted(JarSignature signature, JarAuthor trusted, Instant when) {
        return Objects.requireNonNull(catchThrowableOfType(
                        JarSignatureException.class, () -> signature.require(trusted.chain(), when)))
                .reason();
    }
}
