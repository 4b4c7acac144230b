package dev.isaac.plugin.kit;

import dev.isaac.command.Cancellation;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A caller that may lose interest: {@link #cancel()} is the Ctrl-C of a test. Thread-safe. */
public final class FakeCancellation implements Cancellation {

    private final Queue<Runnable> actions = new ConcurrentLinkedQueue<>();
    private volatile boolean cancelled;

    /** Asks the command to stop. */
    public void cancel() {
        cancelled = true;
        for (Runnable action = actions.poll(); action != null; action = actions.poll()) {
            action.run();
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public Registration onCancel(Runnable action) {
        actions.add(action);
        // The command may have been cancelled between its question and now; whoever removes the action runs it.
        if (cancelled && actions.remove(action)) {
            action.run();
        }
        return () -> actions.remove(action);
    }
}
