package dev.isaac.command;

import org.osgi.annotation.versioning.ProviderType;

/** Tells a command that nobody waits for it any more. Thread-safe. */
@ProviderType
public interface Cancellation {

    /** One that does not come, for what always runs to its end. */
    static Cancellation never() {
        return NeverCancelled.INSTANCE;
    }

    /** Whether it was asked to stop. */
    boolean isCancelled();

    /**
     * Runs an action when it is asked to stop, at once if it already was. The action must be quick.
     *
     * @return removes the action again
     */
    Registration onCancel(Runnable action);

    /** Throws the fault {@code command.interrupted} when it was asked to stop. */
    default void check() throws CommandException {
        if (isCancelled()) {
            throw Fault.of(FaultKind.INTERRUPTED, "command.interrupted", "The command was interrupted.")
                    .exception();
        }
    }

    /** An action that can be removed. */
    @ProviderType
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
