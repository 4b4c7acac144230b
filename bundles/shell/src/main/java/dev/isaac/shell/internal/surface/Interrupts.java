package dev.isaac.shell.internal.surface;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What Ctrl-C stops: the line that runs now. Thread-safe. */
public final class Interrupts {

    private final AtomicReference<@Nullable Runnable> current = new AtomicReference<>();
    private volatile Runnable beforeQuestion = () -> {};
    private volatile Runnable afterQuestion = () -> {};

    /** A line begins; this stops it. */
    public void running(Runnable interrupt) {
        current.set(interrupt);
    }

    /** No line runs any more. */
    public void idle() {
        current.set(null);
    }

    /** Stops the line that runs, if one does. */
    public void interrupt() {
        Runnable running = current.get();
        if (running != null) {
            running.run();
        }
    }

    /** What lets Ctrl-C end the process while a question waits for its answer, and what takes it back. */
    void whileAsking(Runnable before, Runnable after) {
        beforeQuestion = before;
        afterQuestion = after;
    }

    /** Asks. Reading an answer cannot be broken off, so meanwhile Ctrl-C does what it does to any program. */
    <T> T ask(Supplier<T> question) {
        beforeQuestion.run();
        try {
            return question.get();
        } finally {
            afterQuestion.run();
        }
    }
}
