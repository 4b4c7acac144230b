package dev.isaac.plugin.kit;

import dev.isaac.command.Progress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a command told. Thread-safe. */
public final class FakeProgress implements Progress {

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final List<String> tasks = new CopyOnWriteArrayList<>();

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
                // Only the titles of tasks are of interest to a test.
            }

            @Override
            public void close() {
                tasks.add(title + ": ended");
            }
        };
    }

    /** What was noted, in order. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** What was warned of, in order. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The titles of the tasks that began, each followed by {@code TITLE: ended} when it was closed. */
    public List<String> tasks() {
        return List.copyOf(tasks);
    }
}
