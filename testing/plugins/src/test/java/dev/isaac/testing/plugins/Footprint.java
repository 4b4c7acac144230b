package dev.isaac.testing.plugins;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the process holds once all that can go is gone.
 *
 * @param heap bytes
 * @param threads live ones
 * @param handles open files; 0 where that is not known
 */
record Footprint(long heap, int threads, long handles) {

    /** Threads that end a moment after their work, such as that of the life-cycle, count for nothing. */
    private static int settledThreads(LoaderWatch loaders) throws InterruptedException {
        int threads = Integer.MAX_VALUE;
        for (int look = 0; look < 30; look++) {
            threads = Math.min(threads, ManagementFactory.getThreadMXBean().getThreadCount());
            loaders.look();
        }
        return threads;
    }

    static Footprint take(LoaderWatch loaders) throws InterruptedException {
        loaders.awaitCollection();
        Runtime runtime = Runtime.getRuntime();
        long heap = Long.MAX_VALUE;
        for (int collection = 0; collection < 8; collection++) { // one may leave what the next one takes
            System.gc();
            heap = Math.min(heap, runtime.totalMemory() - runtime.freeMemory());
        }
        return new Footprint(
                heap,
                settledThreads(loaders),
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                        ? unix.getOpenFileDescriptorCount()
                        : 0);
    }
}
