package dev.isaac.shell.internal.surface;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What Ctrl-C stops: the line that runs now. Thread-safe. */
public final class Interrupts {

    private final AtomicReference<@Nullable Runnable> current = new AtomicReference<>();

    /** A line begins; this stops it. */
    public void running(Runnable interrupt) {
        current.set(interrupt);
    }

    /** No line runs any more. */
    public void idle() {
        current.set(null);
    }

    /** Stops the line that runs, if one does. */
    public void interrupt() {
        Runnable running = current.get();
        if (running != null) {
            running.run();
        }
    }

    /** Whether a line runs. */
    public boolean isRunning() {
        return current.get() != null;
    }
}
