package dev.isaac.testing.plugins;

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
    private static final int WARM_UP = 50;

    @TempDir
    private Path folder;

    private final LoaderWatch loaders = new LoaderWatch();

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void hundredsOfCyclesLeaveNoLoaderThreadHandleOrHeap() throws Exception {
        RuntimeOptions options =
                RuntimeOptions.of(folder.resolve("home"), Path.of(System.getProperty("isaac.test.distribution")));
        try (IsaacRuntime isaac = IsaacRuntime.start(options)) {
            Soak.leavesNothing(WARM_UP, CYCLES, loaders, number -> cycle(isaac, number));
        }
    }

    private void cycle(IsaacRuntime isaac, int number) {
        new TestSurface().runs(isaac, "marketplace install hash-tools");
        new TestSurface().runs(isaac, "hash text abc");
        new TestSurface().runs(isaac, "isaac:hash text abc");
        loaders.watch(isaac, "hash-tools");
        new TestSurface().runs(isaac, "marketplace uninstall hash-tools");
        if (number % 5 == 0) {
            new TestSurface().runs(isaac, "marketplace install git-helpers@1.0.0");
            loaders.watch(isaac, "git-helpers");
            new TestSurface().runs(isaac, "marketplace update git-helpers");
            new TestSurface().runs(isaac, "help repo stale");
            loaders.watch(isaac, "git-helpers");
            new TestSurface().runs(isaac, "marketplace uninstall git-helpers");
        }
    }
}
