package dev.isaac.marketplace.internal.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.testing.EndlessChanges;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that is killed while it changes plugins leaves the old or the new state, whole. */
class KilledProcessTest extends MarketplaceCase {

    private static final int KILLS = 3;
    private static final long MICROS_APART = 5_000;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES) // it starts several processes
    void killedProcessLeavesTheOldOrTheNewState() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello"))
                .publish(TestPlugin.of("alpha", "1.1.0", "alpha hello"))
                .write();
        for (int kill = 0; kill < KILLS; kill++) {
            killAfter(6 + kill, kill * MICROS_APART);

            restart();

            List<InstalledPlugin> installed = marketplace().installed();
            assertThat(installed).hasSizeLessThanOrEqualTo(1);
            for (InstalledPlugin plugin : installed) {
                assertThat(plugin.status()).isEqualTo(InstalledPlugin.Status.RUNNING);
                assertThat(framework().commands()).containsExactly("alpha hello " + plugin.version());
            }
            if (installed.isEmpty()) {
                assertThat(framework().commands()).isEmpty();
            }
            assertThat(files("store/quarantine")).isEmpty();
            // And everything works on, over whatever was left.
            install("alpha@1.0.0");
            uninstall(false, "alpha");
            assertThat(files("store")).isEmpty();
        }
    }

    private void killAfter(int changes, long micros) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessChanges.class.getName(),
                        home.toString(),
                        distribution.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int line = 0; line < changes; line++) {
                assertThat(out.readLine()).as("the process goes on").isEqualTo(Integer.toString(line));
            }
            long until = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
}
