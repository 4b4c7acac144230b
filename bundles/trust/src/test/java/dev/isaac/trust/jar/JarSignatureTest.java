package dev.isaac.trust.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.testing.archives.JarAuthor;
import dev.isaac.trust.archive.ArchiveInspector;
import dev.isaac.trust.jar.JarSignatureException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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
        assertThat(signature.fingerprint()).hasSize(64);
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

    private static Reason untrusted(JarSignature signature, JarAuthor trusted, Instant when) {
        return Objects.requireNonNull(catchThrowableOfType(
                        JarSignatureException.class, () -> signature.require(trusted.chain(), when)))
                .reason();
    }
}
