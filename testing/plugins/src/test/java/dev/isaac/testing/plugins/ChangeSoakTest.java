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
    /** After these, caches have what they will ever have. */
    private static final int WARM_UP = Math.min(100, CYCLES);
    /** What may grow for each cycle, in bytes of heap. */
    private static final long GROWTH_PER_CYCLE = 1024;

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
            run(isaac, plugin.add(), () -> {});
            for (int i = 0; i < WARM_UP; i++) {
                cycle(isaac);
            }
            Footprint before = Footprint.take(loaders);
            for (int i = 0; i < CYCLES; i++) {
                cycle(isaac);
            }
            Footprint after = Footprint.take(loaders);

            System.Logger log = System.getLogger(ChangeSoakTest.class.getName());
            log.log(System.Logger.Level.INFO, CYCLES + " cycles, before " + before + ", after " + after);
            assertThat(loaders.left())
                    .as("class loaders of plugins that are gone")
                    .isZero();
            assertThat(after.threads())
                    .as("threads, %s before", before.threads())
                    .isLessThanOrEqualTo(before.threads());
            assertThat(after.handles())
                    .as("open files, %s before", before.handles())
                    .isLessThanOrEqualTo(before.handles());
            assertThat(after.heap() - before.heap())
                    .as("growth of the heap over %s cycles, in bytes", CYCLES)
                    .isLessThan(CYCLES * GROWTH_PER_CYCLE);
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void cycle(IsaacRuntime isaac) throws Exception {
        run(isaac, "marketplace install waiter@1.0.0", () -> {});
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
        run(isaac, line, () -> {
            gate.open();
            inPipe.open();
            inGogo.open();
        });
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

    private static void run(IsaacRuntime isaac, String line, Runnable whenItWaits) {
        TestSurface surface = new TestSurface().onNote("Waiting for the command", whenItWaits);
        int code = isaac.execute(line, surface);
        assertThat(surface.faults()).as(line).isEmpty();
        assertThat(code).as(line).isZero();
    }
}
