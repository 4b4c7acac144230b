package dev.isaac.marketplace.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Many cycles of install, update and uninstall leave no class loader behind. */
class CyclesTest extends MarketplaceCase {

    private static final int CYCLES = 30;

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    @Test
    void classLoadersOfFormerPluginsAreCollected() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").behaving("data"))
                .publish(TestPlugin.of("alpha", "1.1.0", "alpha hello").behaving("data"))
                .write();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            install("alpha@1.0.0");
            remember();
            assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
            update("alpha");
            remember();
            assertThat(framework().commands()).containsExactly("alpha hello 1.1.0");
            uninstall(false, "alpha");
        }
        assertThat(framework().commands()).isEmpty();

        assertThat(loaders).hasSize(2 * CYCLES);
        assertThat(awaitCollection())
                .as("class loaders that are still reachable")
                .isZero();
    }

    private void remember() throws Exception {
        Bundle bundle = framework().context().getBundle("isaac:plugin/alpha");
        loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader(), collected));
    }

    /** How many are still there after the garbage collector had its chances. */
    private long awaitCollection() throws Exception {
        for (int attempt = 0; attempt < 50 && reachable() > 0; attempt++) {
            System.gc();
            if (collected.remove(200) == null && reachable() == 0) {
                break;
            }
        }
        return reachable();
    }

    private long reachable() {
        return loaders.stream().filter(reference -> reference.get() != null).count();
    }
}
