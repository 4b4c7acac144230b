package dev.isaac.command;

/** Progress that nobody watches. */
enum UnwatchedProgress implements Progress, Progress.Task {
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
