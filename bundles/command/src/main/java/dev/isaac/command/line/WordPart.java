package dev.isaac.command.line;

/** A piece of a word. */
public sealed interface WordPart {

    /** How a piece was quoted. */
    enum Quoting {
        /** Not at all. */
        NONE,
        /** By a backslash. */
        ESCAPE,
        /** {@code '…'}. */
        SINGLE,
        /** {@code "…"}. */
        DOUBLE,
        /** {@code $'…'}. */
        ANSI_C
    }

    /** Text, its quotes and escapes removed. */
    record Literal(String value, Quoting quoting) implements WordPart {}

    /**
     * {@code $name} or {@code ${…}}.
     *
     * @param name the variable
     * @param text as typed
     * @param quoted whether inside double quotes
     */
    record Parameter(String name, String text, boolean quoted) implements WordPart {}

    /**
     * {@code $(…)} or backquotes.
     *
     * @param body what runs
     * @param text as typed
     * @param quoted whether inside double quotes
     */
    record CommandSubstitution(Node.Sequence body, String text, boolean quoted) implements WordPart {}

    /** {@code <(…)} or {@code >(…)}. */
    record ProcessSubstitution(Node.Sequence body, String text) implements WordPart {}

    /**
     * {@code $((…))}.
     *
     * @param text as typed
     * @param quoted whether inside double quotes
     */
    record Arithmetic(String text, boolean quoted) implements WordPart {}

    /** An unquoted {@code *}, {@code ?} or {@code […]}. */
    record Glob(String text) implements WordPart {}

    /** An unquoted {@code {a,b}} or {@code {1..9}}. */
    record Brace(String text) implements WordPart {}

    /** {@code ~} or {@code ~user} at the start of a word. */
    record Tilde(String user) implements WordPart {}
}
