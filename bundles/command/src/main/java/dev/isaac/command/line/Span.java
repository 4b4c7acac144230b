package dev.isaac.command.line;

/**
 * A piece of the typed line.
 *
 * @param start index of the first character, from 0
 * @param end index after the last character
 */
public record Span(int start, int end) {
    /** For nodes that a rewriter made. */
    public static final Span NONE = new Span(0, 0);

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no span: " + start + " to " + end);
        }
    }

    /** The text that this span covers. */
    public String of(String line) {
        return line.substring(start, end);
    }
}
