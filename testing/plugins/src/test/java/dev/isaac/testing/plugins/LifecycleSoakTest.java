package dev.isaac.testing.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.RuntimeOptions;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

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

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final Set<WeakReference<ClassLoader>> loaders = new HashSet<>();

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void hundredsOfCyclesLeaveNoLoaderThreadHandleOrHeap() throws Exception {
        RuntimeOptions options =
                RuntimeOptions.of(folder.resolve("home"), Path.of(System.getProperty("isaac.test.distribution")));
        try (IsaacRuntime isaac = IsaacRuntime.start(options)) {
            for (int i = 0; i < WARM_UP; i++) {
                cycle(isaac, i);
            }
            Footprint before = Footprint.take(this);
            for (int i = 0; i < CYCLES; i++) {
                cycle(isaac, i);
            }
            Footprint after = Footprint.take(this);

            assertThat(loaders).as("class loaders of plugins that are gone").isEmpty();
            assertThat(after.threads).as("threads, %s before", before.threads).isLessThanOrEqualTo(before.threads);
            assertThat(after.handles)
                    .as("open files, %s before", before.handles)
                    .isLessThanOrEqualTo(before.handles);
            assertThat(after.heap - before.heap)
                    .as("growth of the heap over %s cycles, in bytes", CYCLES)
                    .isLessThan(CYCLES * GROWTH_PER_CYCLE);
        }
    }

    private void cycle(IsaacRuntime isaac, int number) {
        run(isaac, "marketplace install hash-tools");
        run(isaac, "hash text abc");
        run(isaac, "isaac:hash text abc");
        watch(isaac, "hash-tools");
        run(isaac, "marketplace uninstall hash-tools");
        if (number % 5 == 0) {
            run(isaac, "marketplace install git-helpers@1.0.0");
            watch(isaac, "git-helpers");
            run(isaac, "marketplace update git-helpers");
            run(isaac, "help repo stale");
            watch(isaac, "git-helpers");
            run(isaac, "marketplace uninstall git-helpers");
        }
    }

    private static void run(IsaacRuntime isaac, String line) {
        TestSurface surface = new TestSurface();
        int code = isaac.execute(line, surface);
        assertThat(surface.faults()).as(line).isEmpty();
        assertThat(code).as(line).isZero();
    }

    private void watch(IsaacRuntime isaac, String id) {
        Bundle plugin = Stream.of(isaac.context().getBundles())
                .filter(bundle -> bundle.getLocation().equals("isaac:plugin/" + id))
                .findFirst()
                .orElseThrow();
        loaders.add(new WeakReference<>(plugin.adapt(BundleWiring.class).getClassLoader(), collected));
    }

    /** What the process holds once all that can go is gone. */
    private record Footprint(long heap, int threads, long handles) {

        static Footprint take(LifecycleSoakTest test) throws InterruptedException {
            for (int attempt = 0; attempt < 200 && !test.loaders.isEmpty(); attempt++) {
                System.gc();
                for (var gone = test.collected.remove(100); gone != null; gone = test.collected.poll()) {
                    test.loaders.remove(gone);
                }
            }
            Runtime runtime = Runtime.getRuntime();
            long heap = Long.MAX_VALUE;
            for (int collection = 0; collection < 8; collection++) { // one may leave what the next one takes
                System.gc();
                heap = Math.min(heap, runtime.totalMemory() - runtime.freeMemory());
            }
            return new Footprint(
                    heap,
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                            ? unix.getOpenFileDescriptorCount()
                            : 0);
        }
    }
}
