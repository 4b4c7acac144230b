package dev.isaac.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.testing.archives.ArchiveForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Follows the runbooks of docs/security with the tool as operators start it: a process for each command. */
@Tag("soak")
class RunbooksTest {

    private static final int BOUND = 600;

    @TempDir
    Path folder;

    private Path plugin(String version) throws IOException {
        byte[] bytes = ArchiveForge.withManifest(
                        "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: acme.tools\nBundle-Version: "
                                + version + "\nIsaac-Plugin: acme.tools\nIsaac-Publisher: acme\n")
                .toByteArray();
        return Files.write(folder.resolve(version + ".jar"), bytes);
    }

    @Test
    @Timeout(BOUND)
    void everyStepDoesWhatTheRunbooksSay() throws Exception {
        Path script = Path.of("../docs/security/runbooks.sh").toAbsolutePath().normalize();
        Path work = Files.createDirectory(folder.resolve("work"));
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(
                "sh",
                script.toString(),
                plugin("1.0.0").toString(),
                plugin("1.1.0").toString(),
                "acme.tools",
                work.toString());
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        builder.environment()
                .put(
                        "ISAAC_SIGN",
                        java + " -XX:TieredStopAtLevel=1 -cp " + System.getProperty("java.class.path")
                                + " dev.isaac.signing.Main");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertThat(process.waitFor(BOUND - 30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
            assertThat(Files.readString(log))
                    .contains("== a compromised server", "registry.tampered", "trust.rollback");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
