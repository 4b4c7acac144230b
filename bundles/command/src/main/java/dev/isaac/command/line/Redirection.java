package dev.isaac.command.line;

import java.util.Optional;

/**
 * One redirection.
 *
 * @param descriptor the number before the operator, or the variable in braces, if there was one
 * @param operator what it does
 * @param target the file, the descriptor or the text
 * @param document the lines of a here-document; its text is as typed, without the closing line
 */
public record Redirection(
        Optional<String> descriptor, Operator operator, Word target, Optional<Word> document, Span span) {

    /** The operators. */
    public enum Operator {
        /** {@code <}. */
        READ("<"),
        /** {@code >}. */
        WRITE(">"),
        /** {@code >|}. */
        CLOBBER(">|"),
        /** {@code >>}. */
        APPEND(">>"),
        /** {@code <>}. */
        READ_WRITE("<>"),
        /** {@code <&}. */
        DUPLICATE_INPUT("<&"),
        /** {@code >&}. */
        DUPLICATE_OUTPUT(">&"),
        /** {@code &>}. */
        WRITE_BOTH("&>"),
        /** {@code &>>}. */
        APPEND_BOTH("&>>"),
        /** {@code <<}. */
        HERE_DOCUMENT("<<"),
        /** {@code <<-}. */
        HERE_DOCUMENT_TABS("<<-"),
        /** {@code <<<}. */
        HERE_STRING("<<<");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        /** As typed. */
        public String text() {
            return text;
        }

        /** Whether it may change a file. */
        public boolean writes() {
            return switch (this) {
                case WRITE, CLOBBER, APPEND, READ_WRITE, WRITE_BOTH, APPEND_BOTH -> true;
                case READ, DUPLICATE_INPUT, DUPLICATE_OUTPUT, HERE_DOCUMENT, HERE_DOCUMENT_TABS, HERE_STRING -> false;
            };
        }
    }
}
