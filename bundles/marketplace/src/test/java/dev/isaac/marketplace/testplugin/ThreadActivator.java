package dev.isaac.marketplace.testplugin;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Starts a thread that runs, and a pool that does nothing any more. With the header {@code Test-Tidy} it ends them when it stops;
 * otherwise they end with the property {@code isaac.test.release}, or never.
 */
public final class ThreadActivator implements BundleActivator {

    private final ExecutorService pool = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "idle-pool");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean stopped;

    @Override
    public void start(BundleContext context) throws Exception {
        pool.submit(() -> {}).get();
        Thread thread = new Thread(this::poll, "poller");
        thread.setDaemon(true);
        thread.start();
    }

    private void poll() {
        while (!stopped && !Boolean.getBoolean("isaac.test.release")) {
            LockSupport.parkNanos(5_000_000);
        }
        pool.shutdownNow();
    }

    @Override
    public void stop(BundleContext context) {
        stopped = context.getBundle().getHeaders().get("Test-Tidy") != null;
    }
}
