package dev.isaac.testing.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.RuntimeOptions;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds of installations in one process. Long: {@code ./check --all} runs it. */
@Tag("soak")
final class LifecycleSoakTest {

    private static final int CYCLES = Integer.getInteger("isaac.soak.cycles", 500);
    /** After these, caches have what they will ever have. */
    private static final int WARM_UP = 50;
    /** What histories and state may take for each cycle, in bytes of heap. */
    private static final long GROWTH_PER_CYCLE = 1024;

    @TempDir
    private Path folder;

    private final LoaderWatch loaders = new LoaderWatch();

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void hundredsOfCyclesLeaveNoLoaderThreadHandleOrHeap() throws Exception {
        RuntimeOptions options =
                RuntimeOptions.of(folder.resolve("home"), Path.of(System.getProperty("isaac.test.distribution")));
        try (IsaacRuntime isaac = IsaacRuntime.start(options)) {
            for (int i = 0; i < WARM_UP; i++) {
                cycle(isaac, i);
            }
            Footprint before = Footprint.take(loaders);
            for (int i = 0; i < CYCLES; i++) {
                cycle(isaac, i);
            }
            Footprint after = Footprint.take(loaders);

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
        }
    }

    private void cycle(IsaacRuntime isaac, int number) {
        run(isaac, "marketplace install hash-tools");
        run(isaac, "hash text abc");
        run(isaac, "isaac:hash text abc");
        loaders.watch(isaac, "hash-tools");
        run(isaac, "marketplace uninstall hash-tools");
        if (number % 5 == 0) {
            run(isaac, "marketplace install git-helpers@1.0.0");
            loaders.watch(isaac, "git-helpers");
            run(isaac, "marketplace update git-helpers");
            run(isaac, "help repo stale");
            loaders.watch(isaac, "git-helpers");
            run(isaac, "marketplace uninstall git-helpers");
        }
    }

    private static void run(IsaacRuntime isaac, String line) {
        TestSurface surface = new TestSurface();
        int code = isaac.execute(line, surface);
        assertThat(surface.faults()).as(line).isEmpty();
        assertThat(code).as(line).isZero();
    }
}
