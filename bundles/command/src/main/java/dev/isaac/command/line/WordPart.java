package dev.isaac.command.line;

import java.util.List;

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
     * @param nested the expansions inside the braces, which may run something
     */
    record Parameter(String name, String text, boolean quoted, List<WordPart> nested) implements WordPart {
        public Parameter {
            nested = List.copyOf(nested);
        }

        /** Whether it is the plain value: {@code $name} or {@code ${name}}. */
        public boolean isPlain() {
            return text.length() == name.length() + 1 || (text.length() == name.length() + 3 && text.charAt(1) == '{');
        }
    }

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
     * @param nested the expansions inside it, which may run something
     */
    record Arithmetic(String text, boolean quoted, List<WordPart> nested) implements WordPart {
        public Arithmetic {
            nested = List.copyOf(nested);
        }
    }

    /** An unquoted {@code *}, {@code ?} or {@code […]}. */
    record Glob(String text) implements WordPart {}

    /**
     * An unquoted {@code {a,b}} or {@code {1..9}}.
     *
     * @param alternatives the words between the commas; empty for a range
     * @param text as typed
     */
    record Brace(List<Word> alternatives, String text) implements WordPart {
        public Brace {
            alternatives = List.copyOf(alternatives);
        }
    }

    /**
     * {@code (a b c)} as the value of an assignment.
     *
     * @param words its elements; {@code [key]=value} is one word
     * @param text as typed
     */
    record ArrayLiteral(List<Word> words, String text) implements WordPart {
        public ArrayLiteral {
            words = List.copyOf(words);
        }
    }

    /** {@code ~} or {@code ~user} at the start of a word; {@code user} is empty for one's own. */
    record Tilde(String user) implements WordPart {}
}
