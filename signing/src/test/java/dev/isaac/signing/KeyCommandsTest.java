package dev.isaac.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.DetachedSignature;
import dev.isaac.trust.keys.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, statements and policies on the command line. */
class KeyCommandsTest {

    @TempDir
    Path folder;

    private final Operator operator = new Operator();

    @Test
    void aKeySignsAStatement() throws Exception {
        Path jar = Files.write(
                folder.resolve("p.jar"),
                ArchiveForge.bundle("Isaac-Plugin: tools", "Isaac-Publisher: acme")
                        .toByteArray());
        String key = folder.resolve("k.pem").toString();

        assertThat(operator.run("create-key", "--algorithm", "ed25519", "--out", key, "--passphrase-env", "PASS"))
                .isZero();
        assertThat(operator.out()).contains("key id").doesNotContain("secret");
        assertThat(operator.run("show-statement", "--jar", jar.toString())).isZero();
        assertThat(operator.out()).contains("\"id\":\"tools\"");
        String envelope = folder.resolve("s.json").toString();
        assertThat(operator.run(
                        "sign-statement",
                        "--jar",
                        jar.toString(),
                        "--key",
                        key,
                        "--out",
                        envelope,
                        "--passphrase-env",
                        "PASS"))
                .isZero();
        assertThat(Path.of(envelope)).content().contains("payloadType");
        assertThat(operator.run("sign-statement", "--jar", jar.toString(), "--key", key, "--out", envelope))
                .isEqualTo(3);
        assertThat(operator.err()).contains("key.passphrase", "hint");
        operator.stdin = "secret\nmore";
        assertThat(operator.run("show-key", "--key", key, "--passphrase-stdin")).isZero();
        assertThat(operator.out()).contains("\"algorithm\": \"ed25519\"");
        Path file = Files.writeString(folder.resolve("pass.txt"), "secret\r\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(operator.run("show-key", "--key", key, "--passphrase-file", file.toString()))
                .isEqualTo(3);
        assertThat(operator.err()).startsWith("key.readable-by-others");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(operator.run("show-key", "--key", key, "--passphrase-file", file.toString()))
                .isZero();
        assertThat(operator.run("show-key", "--key", key, "--passphrase-stdin", "--passphrase-env", "PASS"))
                .isEqualTo(2);
    }

    @Test
    void policiesAreSignedBesideTheirFile() throws Exception {
        String key = folder.resolve("policy.pem").toString();
        operator.run("create-key", "--algorithm", "ed25519", "--out", key);
        Path policy = Files.writeString(folder.resolve("policy.json"), "{\"marketplace\":{}}");

        assertThat(operator.run("sign-policy", "--policy", policy.toString(), "--key", key))
                .isZero();

        byte[] signature = Files.readAllBytes(folder.resolve("policy.json.sig"));
        VerificationKey signer = KeyFiles.open(Path.of(key), Passphrases.none()).publicKey();
        DetachedSignature.verify(DetachedSignature.POLICY, Files.readAllBytes(policy), signature, List.of(signer));
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> DetachedSignature.verify(
                        DetachedSignature.POLICY,
                        "{\"marketplace\": {}}".getBytes(StandardCharsets.UTF_8),
                        signature,
                        List.of(signer)));
        Files.writeString(policy, "no policy");
        assertThat(operator.run("sign-policy", "--policy", policy.toString(), "--key", key))
                .isEqualTo(4);
    }

    @Test
    void wrongUseHasItsOwnExitCode() {
        assertThat(operator.run()).isEqualTo(2);
        assertThat(operator.run("dance")).isEqualTo(2);
        assertThat(operator.run("create-key", "stray")).isEqualTo(2);
        assertThat(operator.run("create-key", "--algorithm", "md5", "--out", "x"))
                .isEqualTo(2);
        assertThat(operator.run("create-key", "--algorithm", "a", "b")).isEqualTo(2);
        assertThat(operator.run("create-key", "--algorithm", "ed25519", "--out", "x", "--passphrase-env", "NONE"))
                .isEqualTo(3);
        assertThat(operator.run("show-statement", "stray", "--jar", "x")).isEqualTo(2);
        assertThat(operator.run("show-statement", "--jar", "x", "--more", "y")).isEqualTo(2);
        assertThat(operator.run("build-registry", "--config", "x")).isEqualTo(2);
        assertThat(operator.run(
                        "show-statement", "--jar", folder.resolve("none").toString()))
                .isEqualTo(1);
    }
}
