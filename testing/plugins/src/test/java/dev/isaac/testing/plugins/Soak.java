package dev.isaac.testing.plugins;

import static org.assertj.core.api.Assertions.assertThat;

/** Does something so often that whatever it leaves behind is seen. */
final class Soak {

    private static final System.Logger LOG = System.getLogger(Soak.class.getName());

    /** What histories and state may take for each cycle, in bytes of heap. */
    private static final long GROWTH_PER_CYCLE = 1024;

    private Soak() {}

    /** One of many times. */
    interface Cycle {
        void run(int number) throws Exception;
    }

    /**
     * Asserts that cycles leave no class loader, thread, open file or heap.
     *
     * @param warmUp so many go before: after them caches have what they will ever have
     * @param loaders watches the class loaders of what comes and goes in a cycle
     */
    static void leavesNothing(int warmUp, int cycles, LoaderWatch loaders, Cycle cycle) throws Exception {
        for (int i = 0; i < warmUp; i++) {
            cycle.run(i);
        }
        Footprint before = Footprint.take(loaders);
        for (int i = 0; i < cycles; i++) {
            cycle.run(i);
        }
        Footprint after = Footprint.take(loaders);

        LOG.log(System.Logger.Level.INFO, cycles + " cycles, before " + before + ", after " + after);
        assertThat(loaders.left()).as("class loaders of plugins that are gone").isZero();
        assertThat(after.threads()).as("threads, %s before", before.threads()).isLessThanOrEqualTo(before.threads());
        assertThat(after.handles())
                .as("open files, %s before", before.handles())
                .isLessThanOrEqualTo(before.handles());
        assertThat(after.heap() - before.heap())
                .as("growth of the heap over %s cycles, in bytes", cycles)
                .isLessThan(cycles * GROWTH_PER_CYCLE);
    }
}
