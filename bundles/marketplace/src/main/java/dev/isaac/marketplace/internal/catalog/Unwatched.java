package dev.isaac.marketplace.internal.catalog;

import dev.isaac.command.Progress;

/** Progress of what is read on the side: for completion and hints. */
enum Unwatched implements Progress, Progress.Task {
    INSTANCE;

    @Override
    public void note(String sentence) {
        // Nobody watches.
    }

    @Override
    public void warn(String sentence) {
        // Nobody watches.
    }

    @Override
    public Task task(String title, long total, Unit unit) {
        return this;
    }

    @Override
    public void done(long amount) {
        // Nobody watches.
    }

    @Override
    public void close() {
        // There is nothing to end.
    }
}
