package dev.isaac.command.line;

import java.util.Objects;

/** The result of parsing: a line can be complete, unfinished or wrong. */
public sealed interface ParsedLine {

    /** The text that was parsed. */
    String text();

    /**
     * A whole line.
     *
     * @param text what was typed
     * @param root its tree; an empty line has an empty sequence
     */
    record Complete(String text, Node.Sequence root) implements ParsedLine {
        public Complete {
            Objects.requireNonNull(text);
            Objects.requireNonNull(root);
        }
    }

    /**
     * The beginning of a line: more must be typed.
     *
     * @param text what was typed
     * @param opened what is still open, for the continuation prompt: {@code quote}, {@code if}, {@code (} …
     * @param span where it was opened
     */
    record Incomplete(String text, String opened, Span span) implements ParsedLine {}

    /**
     * No line of the language.
     *
     * @param text what was typed
     * @param message one sentence
     * @param hint what to do; may be empty
     * @param span where; the column for people is {@code start + 1}
     */
    record Invalid(String text, String message, String hint, Span span) implements ParsedLine {}
}
