package dev.isaac.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.keys.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyFilesTest {

    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);
    private static final char[] NONE = {};

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();

    private static void assertRefused(Kind kind, ThrowingCallable action) {
        assertThatExceptionOfType(TrustException.class).isThrownBy(action).satisfies(e -> assertThat(e.kind())
                .isEqualTo(kind));
    }

    @ParameterizedTest
    @EnumSource(
            value = SignatureAlgorithm.class,
            names = {"RSA_PKCS1_SHA256"},
            mode = EnumSource.Mode.EXCLUDE)
    void aKeySurvivesItsFile(SignatureAlgorithm algorithm) throws Exception {
        Path file = folder.resolve("keys/key.pem");

        SigningKey created = KeyFiles.create(file, algorithm, NONE, random);
        SigningKey read = KeyFiles.read(file, NONE);

        assertThat(read.publicKey()).isEqualTo(created.publicKey());
        assertThat(created.publicKey().verify(MESSAGE, read.sign(MESSAGE))).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).startsWith("-----BEGIN PRIVATE KEY-----\n");
    }

    @Test
    void signsByPkcs1ForForeignRepositories() throws TrustException {
        SigningKey key = SigningKey.generate(SignatureAlgorithm.RSA_PKCS1_SHA256, random);

        assertThat(key.publicKey().verify(MESSAGE, key.sign(MESSAGE))).isTrue();
        assertThat(MetadataSigner.record(key.publicKey())).containsEntry("scheme", "rsa-pkcs1v15-sha256");
    }

    @Test
    void aPassphraseProtectsTheFile() throws Exception {
        Path file = folder.resolve("key.pem");
        char[] passphrase = "correct horse".toCharArray();
        SigningKey created = KeyFiles.create(file, SignatureAlgorithm.ED25519, passphrase, random);

        assertThat(Files.readString(file)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
        assertThat(KeyFiles.read(file, passphrase).publicKey()).isEqualTo(created.publicKey());
        assertRefused(Kind.KEY_FILE, () -> KeyFiles.read(file, "wrong horse!!".toCharArray()));
        assertRefused(Kind.KEY_FILE, () -> KeyFiles.read(file, "wrong".toCharArray()));
        assertRefused(Kind.KEY_FILE, () -> KeyFiles.read(file, NONE));
    }

    @Test
    void refusesAFileThatOthersCanRead() throws Exception {
        Path file = folder.resolve("key.pem");
        KeyFiles.create(file, SignatureAlgorithm.ED25519, NONE, random);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> KeyFiles.read(file, NONE))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo("trust.key-file");
                    assertThat(e.hint()).contains("chmod 600");
                });
    }

    @Test
    void neverOverwritesAKey() throws Exception {
        Path file = folder.resolve("key.pem");
        KeyFiles.create(file, SignatureAlgorithm.ED25519, NONE, random);
        String before = Files.readString(file);

        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> KeyFiles.create(file, SignatureAlgorithm.ED25519, NONE, random));
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void refusesWhatIsNoKey() throws Exception {
        assertRefused(Kind.KEY_FILE, () -> KeyFiles.read(file("text"), NONE));
        assertRefused(Kind.KEY_FILE, () -> KeyFiles.read(file("x".repeat(70_000)), NONE));
        assertRefused(
                Kind.KEY_FILE,
                () -> KeyFiles.read(file("-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----"), NONE));
        assertRefused(
                Kind.MALFORMED,
                () -> KeyFiles.read(file("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"), NONE));
        assertRefused(
                Kind.KEY_FILE,
                () -> KeyFiles.read(
                        file("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----"),
                        "x".toCharArray()));
    }

    private Path file(String text) throws Exception {
        Path file = Files.createTempFile(folder, "key", ".pem");
        return Files.writeString(file, text);
    }
}
