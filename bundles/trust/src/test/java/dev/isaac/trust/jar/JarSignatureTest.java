package dev.isaac.trust.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.testing.archives.CertificateForge;
import dev.isaac.testing.archives.JarAuthor;
import dev.isaac.trust.Digests;
import dev.isaac.trust.archive.ArchiveInspector;
import dev.isaac.trust.jar.JarSignatureException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
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

    private static JarAuthor ann;
    private static JarAuthor bob;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeKeys() throws Exception {
        ann = JarAuthor.make("Ann", CertificateForge.rsa(3072).forPurpose(KeyPurposeId.id_kp_codeSigning));
        bob = JarAuthor.make("Bob", CertificateForge.ec());
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
        JarAuthor pss = JarAuthor.make("Pss", CertificateForge.pss(3072));

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
        JarAuthor weak = JarAuthor.make("Weak", CertificateForge.rsa(1024));

        byte[] jar = weak.sign(folder, unsigned());

        JarSignatureException refusal =
                Objects.requireNonNull(catchThrowableOfType(JarSignatureException.class, () -> check(jar)));
        assertThat(refusal.reason()).isEqualTo(Reason.WEAK_KEY);
        assertThat(refusal).hasMessageContaining("CN=Weak has 1024 bits");
    }

    @Test
    void refusesDsaByName() throws Exception {
        JarAuthor dsa = JarAuthor.make("Dsa", CertificateForge.dsa(2048));

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
        JarAuthor cleo = JarAuthor.issued("Cleo", "Authority");
        JarAuthor dora = JarAuthor.issued("Dora", "Authority");
        JarSignature signature = check(cleo.sign(folder, unsigned()));

        assertThat(signature.chain()).hasSize(2);
        signature.require(List.of(cleo.chain().get(1)), Instant.now());
        assertThat(untrusted(signature, dora, Instant.now()))
                .as("another authority of the same name")
                .isEqualTo(Reason.UNTRUSTED);
    }

    @Test
    void certificateForSomethingElseSignsNoCode() throws Exception {
        JarAuthor server = JarAuthor.make("Server", CertificateForge.ec().forPurpose(KeyPurposeId.id_kp_serverAuth));
        JarSignature signature = check(server.sign(folder, unsigned()));

        assertThat(untrusted(signature, server, Instant.now())).isEqualTo(Reason.UNTRUSTED);
    }

    @Test
    void certificateWhoseKeyIsForSomethingElseSignsNoCode() throws Exception {
        JarAuthor sealer = JarAuthor.make("Sealer", CertificateForge.rsa(2048).forUse(KeyUsage.keyEncipherment));
        JarAuthor any = JarAuthor.make(
                "Any",
                CertificateForge.ec().forUse(KeyUsage.digitalSignature).forPurpose(KeyPurposeId.anyExtendedKeyUsage));

        assertThat(untrusted(new JarSignature(sealer.chain()), sealer, Instant.now()))
                .isEqualTo(Reason.UNTRUSTED);
        assertThatCode(() -> new JarSignature(any.chain()).require(any.chain(), Instant.now()))
                .doesNotThrowAnyException();
    }

    @Test
    void whatStandsBehindATrustedCertificateVouchesForNothing() throws Exception {
        JarAuthor cleo = JarAuthor.issued("Cleo", "Authority");
        X509Certificate authority = cleo.chain().get(1);
        List<X509Certificate> longer =
                List.of(cleo.chain().get(0), authority, bob.chain().get(0));

        assertThatCode(() -> new JarSignature(longer).require(List.of(authority), Instant.now()))
                .doesNotThrowAnyException();
        assertThat(untrusted(new JarSignature(longer), bob, Instant.now())).isEqualTo(Reason.UNTRUSTED);
    }

    @Test
    void asksWhetherAnAuthorityVouchedAtThatTime() throws Exception {
        JarAuthor past = JarAuthor.make(
                "Past", CertificateForge.ec().beginning(Instant.now().minus(Duration.ofDays(400))));
        JarSignature signature = new JarSignature(past.chain());
        List<X509Certificate> authority = List.of(
                CertificateForge.ec().certify("CN=Past", past.chain().get(0).getPublicKey(), "CN=Past", past.key()));

        assertThatCode(() -> signature.require(authority, Instant.now().minus(Duration.ofDays(100))))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(JarSignatureException.class)
                .isThrownBy(() -> signature.require(authority, Instant.now()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNTRUSTED));
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
