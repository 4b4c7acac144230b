package dev.isaac.marketplace.testing;

import dev.isaac.command.Cancellation;
import dev.isaac.command.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Remembers what it was told. */
public final class RecordingProgress implements Progress {

    public final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    public final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    public final List<String> tasks = Collections.synchronizedList(new ArrayList<>());

    /** Nobody asks to stop. */
    public static final Cancellation NEVER = Cancellation.never();

    @Override
    public void note(String sentence) {
        notes.add(sentence);
    }

    @Override
    public void warn(String sentence) {
        warnings.add(sentence);
    }

    @Override
    public Task task(String title, long total, Unit unit) {
        tasks.add(title);
        return new Task() {
            @Override
            public void done(long amount) {
                tasks.add(title + " " + amount);
            }

            @Override
            public void close() {
                tasks.add(title + " closed");
            }
        };
    }
}
