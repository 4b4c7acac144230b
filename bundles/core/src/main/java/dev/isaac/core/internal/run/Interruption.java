package dev.isaac.core.internal.run;

import dev.isaac.command.Cancellation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The way to interrupt what runs: one for each line. Thread-safe. */
public final class Interruption implements Cancellation {

    private static final System.Logger LOG = System.getLogger(Interruption.class.getName());

    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    /** Interrupts. May be called more than once: each time the actions run again. */
    public void cancel() {
        cancelled = true;
        for (Runnable action : actions) {
            run(action);
        }
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "an action failed at an interrupt", e);
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public Registration onCancel(Runnable action) {
        actions.add(action);
        if (cancelled) {
            run(action);
        }
        return () -> actions.remove(action);
    }
}
