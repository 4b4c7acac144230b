package dev.isaac.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.signing.internal.PluginJar;
import dev.isaac.testing.archives.CertificateForge;
import dev.isaac.testing.archives.JarAuthor;
import dev.isaac.trust.TrustException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JarSigningTest {

    @TempDir
    private Path folder;

    private Path keys;
    private Path jar;
    private Path signed;
    private String printed = "";

    @BeforeEach
    void makeJar() throws Exception {
        keys = JarAuthor.make("Ann", CertificateForge.ec()).store(folder);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("META-INF/MANIFEST.MF", """
                Manifest-Version: 1.0
                Bundle-ManifestVersion: 2
                Bundle-SymbolicName: acme.tools
                Bundle-Version: 1.0.0
                Isaac-Plugin: tools
                Isaac-Publisher: acme

                """.getBytes(StandardCharsets.UTF_8));
        files.put("content.txt", "some content".getBytes(StandardCharsets.UTF_8));
        jar = Files.write(folder.resolve("tools.jar"), JarAuthor.pack(files));
        signed = folder.resolve("signed.jar");
    }

    private int run(String passphrase, Path from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = new Main(
                        print,
                        print,
                        new ByteArrayInputStream(new byte[0]),
                        Map.of("PASS", passphrase),
                        Passphrases.none(),
                        Clock.systemUTC())
                .run(
                        "sign-jar",
                        "--jar",
                        from.toString(),
                        "--keystore",
                        keys.toString(),
                        "--out",
                        signed.toString(),
                        "--passphrase-env",
                        "PASS");
        printed = out.toString(StandardCharsets.UTF_8);
        return code;
    }

    @Test
    void signsAJarThatCanBePublishedAsBefore() throws Exception {
        assertThat(run(JarAuthor.SECRET, jar)).as(printed).isZero();

        assertThat(printed).startsWith("signed " + signed + " by CN=Ann, certificate ");
        assertThat(JarAuthor.unpack(Files.readAllBytes(signed)))
                .containsKeys("META-INF/ISAAC.SF", "META-INF/ISAAC.EC", "content.txt");
        assertThat(PluginJar.read(signed).id()).isEqualTo("tools");
    }

    @Test
    void signsNoJarTwice() throws Exception {
        assertThat(run(JarAuthor.SECRET, jar)).isZero();

        assertThat(run(JarAuthor.SECRET, signed)).isEqualTo(4);
        assertThat(printed).startsWith("jar-signature.several-signers: ");
    }

    @Test
    void keyStoreThatOthersCanReadIsRefused() throws Exception {
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(run(JarAuthor.SECRET, jar)).isEqualTo(3);

        assertThat(printed).startsWith("key.readable-by-others: ");
        assertThat(signed).doesNotExist();
    }

    @Test
    void wrongPassphraseLeavesNothing() {
        assertThat(run("another", jar)).isEqualTo(3);

        assertThat(printed).startsWith("key.passphrase: ");
        assertThat(signed).doesNotExist();
    }

    @Test
    void brokenSignatureIsNotPublished() throws Exception {
        assertThat(run(JarAuthor.SECRET, jar)).isZero();
        Map<String, byte[]> files = JarAuthor.unpack(Files.readAllBytes(signed));
        files.put("content.txt", "other content".getBytes(StandardCharsets.UTF_8));
        Path broken = Files.write(folder.resolve("broken.jar"), JarAuthor.pack(files));

        TrustException refusal =
                Objects.requireNonNull(catchThrowableOfType(TrustException.class, () -> PluginJar.read(broken)));

        assertThat(refusal).hasMessageContaining("cannot be published").hasMessageContaining("jar-signature.tampered");
    }
}
