package dev.isaac.launcher.internal.process;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Ends the process when stopping it takes too long, whatever hangs. */
public final class ShutdownWatchdog {

    private final CountDownLatch done = new CountDownLatch(1);
    private final Duration patience;
    private final PrintStream err;
    private final IntConsumer halt;

    /** A watchdog that tells on {@code err} what it does and then calls {@code halt} with the exit code. */
    public ShutdownWatchdog(Duration patience, PrintStream err, IntConsumer halt) {
        this.patience = patience;
        this.err = err;
        this.halt = halt;
    }

    /** Starts the clock; returns the thread that waits. */
    public Thread start(int exitCode) {
        Thread thread = new Thread(() -> watch(exitCode), "isaac-shutdown-watchdog");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Tells that the process stopped as it should. */
    public void stopped() {
        done.countDown();
    }

    private void watch(int exitCode) {
        try {
            if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                err.print("isaac: something did not stop within " + patience.toSeconds()
                        + " s, the process ends without it [launcher.stop-timeout]\n"
                        + "  hint: the log in the home folder names the bundle that was stopped last\n");
                err.flush();
                halt.accept(exitCode);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
