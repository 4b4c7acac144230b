package dev.isaac.marketplace.internal.watch;

import dev.isaac.command.Progress;
import java.util.function.Consumer;

/** Lets a person know what deserves attention, and logs the rest. */
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
    private final boolean notes;

    /**
     * Speaks to a sink.
     *
     * @param notes whether it lets people know of what is only worth a note, too
     */
    Announcing(Consumer<String> sink, boolean notes) {
        this.sink = sink;
        this.notes = notes;
    }

    @Override
    public void note(String sentence) {
        LOG.log(System.Logger.Level.INFO, sentence);
        if (notes) {
            sink.accept(sentence);
        }
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
