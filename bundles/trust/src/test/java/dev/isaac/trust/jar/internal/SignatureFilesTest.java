package dev.isaac.trust.jar.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.testing.archives.JarAuthor;
import dev.isaac.trust.archive.ArchiveInspector;
import dev.isaac.trust.jar.JarSignatureException;
import dev.isaac.trust.jar.JarSignatureException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signature files that are written by hand; the block, of which nothing is asked here, is none. */
@Timeout(120)
class SignatureFilesTest {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String SIGNATURE = "META-INF/ONE.SF";
    private static final String BLOCK = "META-INF/ONE.RSA";
    private static final String SECTION = "Name: a.txt\r\nSHA-256-Digest: AAAA\r\n\r\n";
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A jar with one file, whose manifest and signature file have these sections and this main attribute. */
    private static Map<String, byte[]> jar(String sections, String attribute, String signedSections) throws Exception {
        byte[] manifest = text("Manifest-Version: 1.0\r\n\r\n" + sections);
        String digest = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(manifest));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(MANIFEST, manifest);
        files.put(
                SIGNATURE,
                text("Signature-Version: 1.0\r\n" + attribute + "SHA-256-Digest-Manifest: " + digest + "\r\n\r\n"
                        + signedSections));
        files.put(BLOCK, new byte[] {1});
        files.put("a.txt", text("first"));
        return files;
    }

    private static Map<String, byte[]> sound() throws Exception {
        return jar(SECTION, "", SECTION);
    }

    private static SignatureFiles read(Map<String, byte[]> files) throws Exception {
        byte[] jar = JarAuthor.pack(files);
        SignatureFiles found =
                SignatureFiles.find(new ArchiveInspector().inspect(jar)).orElseThrow();
        found.read(jar);
        found.requireCoverage();
        return found;
    }

    private static JarSignatureException refusal(Map<String, byte[]> files) {
        return Objects.requireNonNull(
                catchThrowableOfType(JarSignatureException.class, () -> read(files)), "it was accepted");
    }

    private static Reason refused(Map<String, byte[]> files) {
        return refusal(files).reason();
    }

    @Test
    void readsTheThreeFiles() throws Exception {
        SignatureFiles read = read(sound());

        assertThat(read.block()).containsExactly(1);
        assertThat(read.isExempt(MANIFEST)).isTrue();
        assertThat(read.isExempt(SIGNATURE)).isTrue();
        assertThat(read.isExempt(BLOCK)).isTrue();
        assertThat(read.isExempt("META-INF/TWO.SF")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"b/TWO.SF", "b/TWO.RSA", "META-INF/b/SIG-TWO", "SIG-TWO"})
    void filesElsewhereAreNoSignature(String name) throws Exception {
        Map<String, byte[]> files = jar(SECTION + "Name: " + name + "\r\nSHA-256-Digest: AAAA\r\n\r\n", "", SECTION);
        files.put(name, text("more"));

        assertThatCode(() -> read(files)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"META-INF/SIG-TWO", "META-INF/sig-two.xyz"})
    void refusesASignatureOfAnUnknownKind(String name) throws Exception {
        Map<String, byte[]> files = sound();
        files.put(name, text("more"));

        assertThat(refused(files)).isEqualTo(Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"META-INF/TWO.SF", "META-INF/two.sf", "META-INF/TWO.RSA", "META-INF/ONE.EC", "META-INF/ONE.dsa"})
    void refusesASecondFileOfTheSameKind(String name) throws Exception {
        Map<String, byte[]> files = sound();
        files.put(name, text("more"));

        assertThat(refused(files)).isEqualTo(Reason.SEVERAL_SIGNERS);
    }

    @Test
    void refusesABlockOfAnotherName() throws Exception {
        Map<String, byte[]> files = sound();
        files.remove("a.txt");
        files.put("META-INF/TWO.RSA", Objects.requireNonNull(files.remove(BLOCK)));

        assertThat(refused(files)).isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    void foldersMayStandBefore() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("META-INF/", new byte[0]);
        files.putAll(sound());

        assertThat(read(files).block()).hasSize(1);
    }

    @Test
    void refusesASignatureFileThatCannotBeRead() throws Exception {
        Map<String, byte[]> files = sound();
        files.put(SIGNATURE, text("no header\r\n"));

        assertThat(refusal(files)).hasMessageContaining("cannot be read");
        assertThat(refused(files)).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void holdsTheLongestBlockToTheByte() throws Exception {
        byte[] longest = new byte[MAX_BYTES];
        new Random(1).nextBytes(longest);
        Map<String, byte[]> files = sound();
        files.put(BLOCK, longest);
        assertThat(read(files).block()).isEqualTo(longest);

        // The one byte more is a zero.
        files.put(BLOCK, Arrays.copyOf(longest, MAX_BYTES + 1));
        assertThat(refused(files)).isEqualTo(Reason.MALFORMED);
        assertThat(refusal(files)).hasMessageContaining("too long");
    }

    @Test
    void refusesAWeakDigestBesideAStrongOne() throws Exception {
        assertThat(refused(jar(SECTION, "SHA1-Digest-Manifest-Main-Attributes: AAAA\r\n", SECTION)))
                .isEqualTo(Reason.WEAK_ALGORITHM);
        assertThat(refused(jar(SECTION, "MD5-Digest-Manifest: AAAA\r\n", SECTION)))
                .isEqualTo(Reason.WEAK_ALGORITHM);
        String weak = SECTION.replace("\r\n\r\n", "\r\nSHA1-Digest: AAAA\r\n\r\n");
        assertThat(refused(jar(weak, "", SECTION))).isEqualTo(Reason.WEAK_ALGORITHM);
        assertThat(refused(jar(SECTION, "", weak))).isEqualTo(Reason.WEAK_ALGORITHM);
    }

    @Test
    void digestOfOtherPartsIsNotHeldAgainstTheManifest() throws Exception {
        assertThatCode(() -> read(jar(SECTION, "SHA-256-Digest-Manifest-Main-Attributes: AAAA\r\n", SECTION)))
                .as("the platform holds it against the main attributes")
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAManifestThatTheSignatureFileWasNotMadeFor() throws Exception {
        Map<String, byte[]> files = sound();
        files.put(MANIFEST, text("Manifest-Version: 1.0\r\nX-More: 1\r\n\r\n" + SECTION));

        assertThat(refused(files)).isEqualTo(Reason.TAMPERED);
    }

    @Test
    void refusesSectionsAboutFilesThatAreNotThere() throws Exception {
        String more = SECTION.replace("a.txt", "b.txt");

        assertThat(refused(jar(SECTION + more, "", SECTION))).isEqualTo(Reason.EXTRA_ENTRY);
        assertThat(refused(jar(SECTION, "", SECTION + more))).isEqualTo(Reason.EXTRA_ENTRY);
        assertThatCode(() -> read(jar(SECTION + "Name: b/\r\nSealed: true\r\n\r\n", "", SECTION)))
                .as("it signs nothing")
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAFileWhoseSectionHasNoDigest() throws Exception {
        assertThat(refused(jar("Name: a.txt\r\nX-Other: AAAA\r\n\r\n", "", ""))).isEqualTo(Reason.UNSIGNED_ENTRY);
        assertThat(refused(jar("", "", ""))).isEqualTo(Reason.UNSIGNED_ENTRY);
    }
}
