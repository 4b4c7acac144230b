package dev.isaac.marketplace.internal.watch;

import dev.isaac.command.Progress;
import java.util.function.Consumer;

/** Lets a person know what is told, and logs it; progress of long work is not shown. */
final class Announcing implements Progress {

    private static final System.Logger LOG = System.getLogger(Announcing.class.getName());
    private static final Task NOTHING = new Task() {
        @Override
        public void done(long amount) {
            // Nobody waits for it.
        }

        @Override
        public void close() {
            // Nobody waits for it.
        }
    };

    private final Consumer<String> sink;

    Announcing(Consumer<String> sink) {
        this.sink = sink;
    }

    @Override
    public void note(String sentence) {
        LOG.log(System.Logger.Level.INFO, sentence);
        sink.accept(sentence);
    }

    @Override
    public void warn(String sentence) {
        LOG.log(System.Logger.Level.WARNING, sentence);
        sink.accept(sentence);
    }

    @Override
    public Task task(String title, long total, Unit unit) {
        return NOTHING;
    }
}
