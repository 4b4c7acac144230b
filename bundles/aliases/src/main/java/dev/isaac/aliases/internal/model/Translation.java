package dev.isaac.aliases.internal.model;

import java.util.List;

/** The answer to one line. */
public sealed interface Translation {

    /** What was asked. */
    String input();

    /** The language it was taken for. */
    SourceLanguage source();

    /** Does the same as the line that was asked. */
    record Exact(String input, SourceLanguage source, String output) implements Translation {}

    /**
     * Does the same but for what the notes say.
     *
     * @param notes what differs, one sentence each; at least one
     */
    record Approximate(String input, SourceLanguage source, String output, List<String> notes) implements Translation {
        public Approximate {
            notes = List.copyOf(notes);
            if (notes.isEmpty()) {
                throw new IllegalArgumentException("what is approximate names its differences");
            }
        }
    }

    /** There is no faithful line. */
    record RefusedLine(String input, SourceLanguage source, String code, String message, String alternative)
            implements Translation {}
}
