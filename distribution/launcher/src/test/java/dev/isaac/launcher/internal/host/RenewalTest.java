package dev.isaac.launcher.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RenewalTest {

    private static final FileTime BEFORE = FileTime.fromMillis(1_000_000);

    @TempDir
    Path folder;

    private Path fresh;
    private Path distribution;

    @BeforeEach
    void folders() {
        fresh = folder.resolve("fresh");
        distribution = folder.resolve("isaac");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, BEFORE);
    }

    private static void library(Path jar, String exports) throws IOException {
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-SymbolicName", "one");
        main.putValue("Export-Package", exports);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.flush();
        }
    }

    @Test
    void makesADistributionWhereThereIsNone() throws IOException {
        write(fresh.resolve("bin/isaac"), "start");
        Files.setPosixFilePermissions(fresh.resolve("bin/isaac"), PosixFilePermissions.fromString("rwxr-xr-x"));

        Renewal.renew(fresh, distribution);

        assertThat(distribution.resolve("bin/isaac")).hasContent("start").isExecutable();
        assertThat(fresh).doesNotExist();
    }

    @Test
    void replacesWhatDiffersRemovesWhatIsGoneAndKeepsTheRest() throws IOException {
        write(fresh.resolve("lib/same.jar"), "same");
        Files.setLastModifiedTime(fresh.resolve("lib/same.jar"), FileTime.fromMillis(2_000_000));
        write(fresh.resolve("lib/other.jar"), "new");
        write(fresh.resolve("was-a-folder"), "file");
        write(fresh.resolve("was-a-file/in"), "file");
        write(distribution.resolve("lib/same.jar"), "same");
        write(distribution.resolve("lib/other.jar"), "old");
        write(distribution.resolve("lib/older-1.0.jar"), "gone");
        write(distribution.resolve("registry/targets/old.jar"), "gone");
        write(distribution.resolve("was-a-folder/in"), "gone");
        write(distribution.resolve("was-a-file"), "gone");
        write(distribution.resolve("cache/classes.jsa"), "archive");

        try (var running = Files.newInputStream(distribution.resolve("lib/other.jar"))) {
            Renewal.renew(fresh, distribution);
            assertThat(new String(running.readAllBytes(), StandardCharsets.UTF_8))
                    .as("who runs from the old file keeps it")
                    .isEqualTo("old");
        }

        assertThat(distribution.resolve("lib/other.jar")).hasContent("new");
        assertThat(Files.getLastModifiedTime(distribution.resolve("lib/same.jar")))
                .isEqualTo(BEFORE);
        assertThat(distribution.resolve("lib/older-1.0.jar")).doesNotExist();
        assertThat(distribution.resolve("registry")).doesNotExist();
        assertThat(distribution.resolve("was-a-folder")).hasContent("file");
        assertThat(distribution.resolve("was-a-file/in")).hasContent("file");
        assertThat(distribution.resolve("cache/classes.jsa")).hasContent("archive");
        assertThat(fresh).doesNotExist();
    }

    /** An older build had fitted the library for other imports, and had kept nothing of what was exported before. */
    @Test
    void aBuildNeedsNothingOfWhatAnOlderOneLeft() throws IOException {
        library(distribution.resolve("lib/one-1.0.jar"), "b");
        write(distribution.resolve("lib/jline-3.0.jar"), "an older version");
        write(distribution.resolve("features/gone.json"), "{}");
        library(fresh.resolve("lib/one-1.0.jar"), "a,b");
        write(fresh.resolve("features/host.json"), "{\"id\":\"a:b:1\",\"bundles\":[{\"id\":\"acme:one:1.0\"}]}");

        HostAssembly.main(fresh.toString(), distribution.toString());

        try (JarFile library =
                new JarFile(distribution.resolve("lib/one-1.0.jar").toFile())) {
            assertThat(library.getManifest().getMainAttributes().getValue("Export-Package"))
                    .isEqualTo("a,b");
        }
        try (JarFile start = new JarFile(distribution.resolve("lib/isaac.jar").toFile())) {
            assertThat(start.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH))
                    .isEqualTo("one-1.0.jar");
        }
        assertThat(distribution.resolve("features/gone.json")).doesNotExist();
    }
}
