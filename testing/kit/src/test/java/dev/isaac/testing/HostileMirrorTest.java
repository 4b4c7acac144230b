package dev.isaac.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.signing.FileFetcher;
import dev.isaac.signing.RegistryMirror;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.tuf.FetchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that lists what it pleases, and a folder that is none, against those who copy. */
@Timeout(60)
class HostileMirrorTest {

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-01T12:00:00Z"));
    private final SyntheticRegistry registry = new SyntheticRegistry(clock).publisher("acme", "tools");

    private void mirror() throws TrustException, IOException {
        new RegistryMirror(registry.metadata(), registry.targets(), registry.root(), clock)
                .copy(folder.resolve("a/b/copy"), List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../outside.sh",
                "plugins/../../../outside.sh",
                "plugins/./x.jar",
                "plugins//x.jar",
                "/outside.sh",
                "plugins\\..\\..\\outside.sh",
                "C:/outside.sh",
                "plugins/x.jar:stream",
                "plugins/x\u0000.jar",
                "plugins/x\u202egpj.jar",
                "plugins/x/.",
                "plugins/x.jar/",
                "\u001b[2J",
                ".."
            })
    void noTargetIsWrittenOutsideOfTheCopy(String path) throws Exception {
        registry.plugin("acme", "tools", "1.0.0");
        registry.target(path, "echo owned".getBytes(StandardCharsets.UTF_8)).publish();

        assertThatExceptionOfType(TrustException.class).isThrownBy(this::mirror).satisfies(e -> assertThat(e.code())
                .isEqualTo("trust.malformed"));

        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile))
                    .as("nothing is written")
                    .isEmpty();
        }
    }

    @Test
    void honestPathsAreCopied() throws Exception {
        registry.plugin("acme", "tools", "1.0.0");
        registry.target("more/b\u00fccher/read_me-1.0+x~2.txt", new byte[] {1}).publish();

        mirror();

        try (Stream<Path> all = Files.walk(folder.resolve("a/b/copy/targets/more"))) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void pipeInAFolderIsNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("timestamp.json");
        Process process = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();

        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> new FileFetcher(folder).fetch("timestamp.json", 100))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(FetchException.Kind.NOT_FOUND));
    }
}
