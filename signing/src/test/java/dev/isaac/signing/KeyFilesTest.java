package dev.isaac.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.keys.SignatureAlgorithm;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilesTest {

    private static final byte[] MESSAGE = "message".getBytes(UTF_8);
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

        Signer created = KeyFiles.create(file, algorithm, NONE, random);
        Signer read = KeyFiles.read(file, NONE);

        assertThat(read.publicKey()).isEqualTo(created.publicKey());
        assertThat(created.publicKey().verify(MESSAGE, read.sign(MESSAGE))).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).startsWith("-----BEGIN PRIVATE KEY-----\n");
    }

    @Test
    void signsByPkcs1ForForeignRepositories() throws TrustException {
        Signer key = Signer.generate(SignatureAlgorithm.RSA_PKCS1_SHA256, random);

        assertThat(key.publicKey().verify(MESSAGE, key.sign(MESSAGE))).isTrue();
        assertThat(MetadataSigner.record(key.publicKey())).containsEntry("scheme", "rsa-pkcs1v15-sha256");
    }

    @Test
    void aPassphraseProtectsTheFile() throws Exception {
        Path file = folder.resolve("key.pem");
        char[] passphrase = "correct horse".toCharArray();
        Signer created = KeyFiles.create(file, SignatureAlgorithm.ED25519, passphrase, random);

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
                    assertThat(e.code()).isEqualTo("key.readable-by-others");
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

    private void assertFault(String code, ThrowingCallable action) {
        assertThatExceptionOfType(SigningException.class).isThrownBy(action).satisfies(e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "RSA", "EC"})
    void readsTheOneKeyOfAPkcs12File(String algorithm) throws Exception {
        char[] passphrase = "correct horse".toCharArray();
        Path file = pkcs12(passphrase, algorithm, 1);

        Signer key = KeyFiles.open(file, Passphrases.fixed(passphrase));

        assertThat(key.publicKey().verify(MESSAGE, key.sign(MESSAGE))).isTrue();
        assertFault("key.passphrase", () -> KeyFiles.open(file, Passphrases.fixed("wrong".toCharArray())));
        assertFault("key.passphrase", () -> KeyFiles.open(file, Passphrases.none()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
        assertFault("key.readable-by-others", () -> KeyFiles.open(file, Passphrases.fixed(passphrase)));
    }

    @Test
    void doesNotChooseBetweenTheKeysOfAPkcs12File() throws Exception {
        char[] passphrase = "correct horse".toCharArray();
        Path two = pkcs12(passphrase, "Ed25519", 2);

        assertFault("key.format", () -> KeyFiles.open(two, Passphrases.fixed(passphrase)));
        Path broken = Files.write(folder.resolve("broken.p12"), new byte[] {0x30, 3, 2, 1, 0});
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rw-------"));
        assertFault("key.format", () -> KeyFiles.open(broken, Passphrases.fixed(passphrase)));
    }

    /** With a certificate that the JDK's own tool makes; nobody looks at it. */
    private Path pkcs12(char[] passphrase, String algorithm, int keys) throws Exception {
        Path file = folder.resolve(algorithm + keys + ".p12");
        for (int i = 0; i < keys; i++) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "key" + i,
                    "-keyalg",
                    algorithm,
                    "-dname",
                    "CN=test",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    new String(passphrase),
                    "-keystore",
                    file.toString()));
            if (algorithm.equals("RSA")) {
                command.addAll(List.of("-keysize", "3072"));
            } else if (algorithm.equals("EC")) {
                command.addAll(List.of("-groupname", "secp256r1"));
            }
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            assertThat(process.waitFor())
                    .as(new String(process.getInputStream().readAllBytes(), UTF_8))
                    .isZero();
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    /** A description of a shell script, which plays the token's tool. */
    private Path command(Signer key, String script, String more) throws Exception {
        Path file = Files.createTempFile(folder, "command", ".json");
        String pem = (String) ((Map<?, ?>) Objects.requireNonNull(
                        MetadataSigner.record(key.publicKey()).get("keyval")))
                .get("public");
        return Files.write(
                file,
                Json.write(Map.of(
                        "format",
                        1,
                        "algorithm",
                        key.publicKey().algorithm().id(),
                        "public",
                        Objects.requireNonNull(pem),
                        "encoding",
                        more,
                        "timeout",
                        more.equals("hex") ? 1 : 60,
                        "command",
                        List.of("sh", "-c", script, "sh", "{keyid}", "{algorithm}"))));
    }

    @Test
    void aCommandSigns() throws Exception {
        Signer key = Signer.generate(SignatureAlgorithm.ECDSA_P256_SHA256, random);
        Path signature = Files.write(folder.resolve("signature"), key.sign(MESSAGE));
        Path seen = folder.resolve("seen");
        Path file =
                command(key, "cat > '" + seen + "'; echo \"$1 $2\" >> '" + seen + "'; cat '" + signature + "'", "raw");

        Signer external = KeyFiles.open(file, Passphrases.none());

        assertThat(external.publicKey()).isEqualTo(key.publicKey());
        assertThat(external.sign(MESSAGE)).isEqualTo(key.sign(MESSAGE));
        assertThat(seen)
                .content()
                .isEqualTo(new String(MESSAGE, UTF_8) + key.publicKey().keyId() + " ecdsa-p256-sha256\n");
        // The same answer is no signature of something else.
        assertFault("key.command", () -> external.sign("other".getBytes(UTF_8)));
    }

    @Test
    void aCommandThatFailsOrHangsSaysSo() throws Exception {
        Signer key = Signer.generate(SignatureAlgorithm.ECDSA_P256_SHA256, random);

        assertThatExceptionOfType(SigningException.class)
                .isThrownBy(() -> KeyFiles.open(command(key, "echo no token >&2; exit 3", "raw"), Passphrases.none())
                        .sign(MESSAGE))
                .withMessageContaining("exit code 3")
                .withMessageContaining("no token");
        assertFault("key.timeout", () -> KeyFiles.open(command(key, "sleep 60", "hex"), Passphrases.none())
                .sign(MESSAGE));
        assertFault("key.command", () -> KeyFiles.open(command(key, "echo zz", "hex"), Passphrases.none())
                .sign(MESSAGE));
        assertFault(
                "key.command", () -> KeyFiles.open(command(key, "head -c 70000 /dev/zero", "raw"), Passphrases.none())
                        .sign(MESSAGE));
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> KeyFiles.open(command(key, "true", "morse"), Passphrases.none()));
    }

    @Test
    void refusesACommandThatOthersCanChange() throws Exception {
        Path file = command(Signer.generate(SignatureAlgorithm.ECDSA_P256_SHA256, random), "true", "raw");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        assertFault("key.writable-by-others", () -> KeyFiles.open(file, Passphrases.none()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(KeyFiles.open(file, Passphrases.none()).publicKey().bits()).isEqualTo(256);
    }

    private Path file(String text) throws Exception {
        Path file = Files.createTempFile(folder, "key", ".pem");
        return Files.writeString(file, text);
    }
}
