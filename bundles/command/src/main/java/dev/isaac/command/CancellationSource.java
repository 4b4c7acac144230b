package dev.isaac.command;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A cancellation and the way to trigger it, for whoever calls something that takes a {@link Cancellation}: an embedder, or a
 * surface. Thread-safe.
 */
public final class CancellationSource implements Cancellation {

    private static final System.Logger LOG = System.getLogger(CancellationSource.class.getName());

    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    /** Nothing is cancelled yet. */
    public CancellationSource() {}

    /** Asks to stop. May be called more than once: each time the actions run again. An action that throws is logged. */
    public void cancel() {
        cancelled = true;
        actions.forEach(CancellationSource::run);
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "an action failed at a cancellation", e);
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
