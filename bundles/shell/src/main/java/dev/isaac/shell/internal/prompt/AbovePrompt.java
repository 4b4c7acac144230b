package dev.isaac.shell.internal.prompt;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Sentences that come by themselves: shown above the line while one is typed, and otherwise when the next one is, so that they do
 * not come between the output of a program. Thread-safe.
 */
final class AbovePrompt {

    private final Consumer<String> screen;
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean typing;

    /** Shows sentences on a screen, above the line that is being typed. */
    AbovePrompt(Consumer<String> screen) {
        this.screen = screen;
    }

    /** Says something, now or as soon as a line is typed. */
    synchronized void say(String sentence) {
        if (typing) {
            screen.accept(sentence);
        } else {
            waiting.add(sentence);
        }
    }

    /** A line is about to be typed. */
    synchronized void begin() {
        typing = true;
        for (String sentence = waiting.poll(); sentence != null; sentence = waiting.poll()) {
            screen.accept(sentence);
        }
    }

    /** The line was typed, and what it says runs. */
    synchronized void end() {
        typing = false;
    }
}
