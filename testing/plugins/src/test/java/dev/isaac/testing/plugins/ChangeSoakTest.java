package dev.isaac.testing.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.core.CommandGateway;
import dev.isaac.core.LineSession;
import dev.isaac.core.SessionOptions;
import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.RuntimeOptions;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand times: a plugin is installed, updated, rolled back and uninstalled, and each of the last three meets running
 * commands in a line, in a pipe and in Gogo. Long: {@code ./check --all} runs it.
 */
@Tag("soak")
final class ChangeSoakTest {

    private static final int CYCLES = Integer.getInteger("isaac.soak.cycles", 1000);
    private static final int WARM_UP = Math.min(100, CYCLES);

    @TempDir
    private Path folder;

    private final LoaderWatch loaders = new LoaderWatch();
    private final ExecutorService threads = Executors.newFixedThreadPool(3);

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void aThousandCyclesWithRunningCommandsLeaveNothing() throws Exception {
        WaiterPlugin plugin = WaiterPlugin.publish(folder);
        RuntimeOptions options = RuntimeOptions.of(
                        folder.resolve("home"), Path.of(System.getProperty("isaac.test.distribution")))
                .withStartLevel(20);
        try (IsaacRuntime isaac = IsaacRuntime.start(options)) {
            new TestSurface().runs(isaac, plugin.add());
            Soak.leavesNothing(WARM_UP, CYCLES, loaders, number -> cycle(isaac));
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void cycle(IsaacRuntime isaac) throws Exception {
        new TestSurface().runs(isaac, "marketplace install waiter@1.0.0");
        loaders.watch(isaac, "waiter");
        change(isaac, "marketplace update waiter");
        loaders.watch(isaac, "waiter");
        change(isaac, "marketplace rollback waiter");
        loaders.watch(isaac, "waiter");
        change(isaac, "marketplace uninstall waiter");
    }

    /** A change that finds three commands running, which end when it waits for them. */
    private void change(IsaacRuntime isaac, String line) throws Exception {
        Gate gate = new Gate();
        Gate inPipe = new Gate();
        Gate inGogo = new Gate();
        CompletableFuture<TestSurface> plain = start(isaac, "waiter run", gate);
        CompletableFuture<TestSurface> pipe = start(isaac, "waiter pass | waiter pass", inPipe);
        CompletableFuture<TestSurface> gogo = start(isaac, "isaac:waiter run", inGogo);
        Runnable whenItWaits = () -> {
            gate.open();
            inPipe.open();
            inGogo.open();
        };
        new TestSurface().onNote("Waiting for the command", whenItWaits).runs(isaac, line);
        assertThat(plain.get().faults()).as(line).isEmpty();
        assertThat(pipe.get().faults()).as(line).isEmpty();
        assertThat(pipe.get().written()).as(line).matches("(late 1\\.[01]\\.0\n){2}");
        assertThat(gogo.get().faults()).as(line).isEmpty();
    }

    private CompletableFuture<TestSurface> start(IsaacRuntime isaac, String line, Gate gate) throws Exception {
        CompletableFuture<TestSurface> result = CompletableFuture.supplyAsync(
                () -> {
                    TestSurface surface = new TestSurface(gate);
                    try (LineSession session = isaac.service(CommandGateway.class)
                            .orElseThrow()
                            .open(new SessionOptions(folder, System.getenv(), false))) {
                        session.execute(line, surface);
                    }
                    return surface;
                },
                threads);
        gate.awaitReader();
        return result;
    }
}
