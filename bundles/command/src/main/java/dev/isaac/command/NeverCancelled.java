package dev.isaac.command;

/** A cancellation that does not come. Keeps none of the actions. */
enum NeverCancelled implements Cancellation, Cancellation.Registration {
    INSTANCE;

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public Registration onCancel(Runnable action) {
        return this;
    }

    @Override
    public void close() {
        // There is nothing to remove.
    }
}
