package dev.isaac.marketplace.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.marketplace.testing.LockHolder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lock of a home among processes. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SharedHomeTest {

    @TempDir
    Path home;

    private Path file;
    private HomeLock lock;

    @BeforeEach
    void makeLock() {
        file = home.resolve("state.lock");
        lock = new HomeLock(file, new WaitNotice(Clock.systemUTC()));
    }

    @Test
    void processesThatFollowDoNotWaitForEachOther() throws Exception {
        Process other = holder("share");
        try {
            assertThat(isFree(lock.tryShare())).isTrue();
            assertThat(isFree(lock.tryAcquire()))
                    .as("nobody changes what they read")
                    .isFalse();
        } finally {
            end(other);
        }
    }

    @Test
    void whoChangesTheHomeIsAlone() throws Exception {
        Process other = holder("alone");
        try {
            assertThat(isFree(lock.tryShare())).isFalse();
            assertThat(isFree(lock.tryAcquire())).isFalse();
        } finally {
            end(other);
        }
    }

    @Test
    void lockDiesWithItsHolder() throws Exception {
        Process other = holder("alone");
        assertThat(isFree(lock.tryAcquire())).isFalse();

        end(other);

        assertThat(isFree(lock.tryAcquire())).isTrue();
    }

    private static boolean isFree(Optional<HomeLock.Held> held) {
        held.ifPresent(HomeLock.Held::close);
        return held.isPresent();
    }

    private Process holder(String how) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        file.toString(),
                        how)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("held");
        return process;
    }

    private static void end(Process process) throws Exception {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
}
