package dev.isaac.launcher.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShutdownWatchdogTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> halted = new CompletableFuture<>();

    private ShutdownWatchdog watchdog(Duration patience) {
        return new ShutdownWatchdog(patience, new PrintStream(err, true, StandardCharsets.UTF_8), halted::complete);
    }

    @Test
    void haltsWithTheExitCodeAndSaysSoWhenStoppingTakesTooLong() throws Exception {
        watchdog(Duration.ofMillis(1)).start(7);

        assertThat(halted.get(10, TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("[launcher.stop-timeout]");
    }

    @Test
    void doesNothingWhenTheProcessStopped() throws Exception {
        ShutdownWatchdog watchdog = watchdog(Duration.ofMillis(200));
        watchdog.stopped();
        Thread thread = watchdog.start(7);
        thread.join(10_000);

        assertThat(thread.isAlive()).isFalse();
        assertThat(halted).isNotDone();
        assertThat(err.size()).isZero();
    }
}
