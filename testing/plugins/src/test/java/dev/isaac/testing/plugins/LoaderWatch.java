package dev.isaac.testing.plugins;

import dev.isaac.launcher.IsaacRuntime;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** The class loaders of plugins that should go. */
final class LoaderWatch {

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final Set<WeakReference<ClassLoader>> loaders = new HashSet<>();

    /** Watches the loader that a plugin has now. */
    void watch(IsaacRuntime isaac, String id) {
        Bundle plugin = Stream.of(isaac.context().getBundles())
                .filter(bundle -> bundle.getLocation().equals("isaac:plugin/" + id))
                .findFirst()
                .orElseThrow();
        loaders.add(new WeakReference<>(plugin.adapt(BundleWiring.class).getClassLoader(), collected));
    }

    /** How many are still there. */
    int left() {
        return loaders.size();
    }

    /** Looks for a tenth of a second whether one goes. */
    void look() throws InterruptedException {
        var gone = collected.remove(100);
        if (gone != null) {
            loaders.remove(gone);
        }
    }

    /** Waits until all are collected, or gives up after a while. */
    void awaitCollection() throws InterruptedException {
        for (int attempt = 0; attempt < 200 && !loaders.isEmpty(); attempt++) {
            System.gc();
            for (var gone = collected.remove(100); gone != null; gone = collected.poll()) {
                loaders.remove(gone);
            }
        }
    }
}
