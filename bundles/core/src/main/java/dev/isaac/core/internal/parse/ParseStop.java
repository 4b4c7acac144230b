package dev.isaac.core.internal.parse;

import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Span;

/** Ends a parse early: the line is unfinished or wrong. Never leaves this package; carries no stack trace. */
final class ParseStop extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean incomplete;
    private final String text;
    private final String hint;
    private final transient Span span;

    private ParseStop(boolean incomplete, String text, String hint, Span span) {
        super(text, null, false, false);
        this.incomplete = incomplete;
        this.text = text;
        this.hint = hint;
        this.span = span;
    }

    static ParseStop incomplete(String opened, Span span) {
        return new ParseStop(true, opened, "", span);
    }

    static ParseStop invalid(String message, String hint, Span span) {
        return new ParseStop(false, message, hint, span);
    }

    ParsedLine line(String line) {
        return incomplete
                ? new ParsedLine.Incomplete(line, text, span)
                : new ParsedLine.Invalid(line, text, hint, span);
    }
}
