package dev.isaac.core.internal.parse;

import dev.isaac.command.line.Redirection;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses redirections and the here-documents that belong to them. */
final class RedirectionParser {

    private final Cursor in;
    private final WordParser words;

    RedirectionParser(Cursor in, WordParser words) {
        this.in = in;
        this.words = words;
    }

    /** A redirection at this place, or {@code null}. */
    @Nullable
    Redirection parse() {
        int start = in.pos;
        int i = start;
        char c = in.at(i);
        if (c != '<' && c != '>' && c != '&' && c != '{' && !(c >= '0' && c <= '9')) {
            return null;
        }
        Optional<String> descriptor = Optional.empty();
        if (c >= '0' && c <= '9') {
            while (in.at(i) >= '0' && in.at(i) <= '9') {
                i++;
            }
            in.spend((i - start) / 8);
        } else if (c == '{') {
            i++;
            while (WordParser.isName(in.at(i), i == start + 1)) {
                i++;
            }
            if (i == start + 1 || in.at(i) != '}') {
                return null;
            }
            i++;
        }
        if (i > start) {
            if (in.at(i) != '<' && in.at(i) != '>') {
                return null;
            }
            descriptor = Optional.of(in.text.substring(start, i));
        }
        Redirection.Operator operator = operator(i, descriptor.isPresent());
        if (operator == null) {
            return null;
        }
        in.pos = i + operator.text().length();
        in.skipBlanks();
        boolean substitution = (in.peek() == '<' || in.peek() == '>') && in.at(in.pos + 1) == '(';
        if (in.atEnd() || (WordParser.isDelimiter(in.peek()) && !substitution)) {
            if (in.atEnd()) {
                throw ParseStop.incomplete(operator.text(), new Span(start, in.pos));
            }
            throw ParseStop.invalid(
                    "The redirection " + operator.text() + " at column " + (start + 1) + " has no target.",
                    "Name a file behind it.",
                    new Span(start, in.pos));
        }
        Word target = words.word(false);
        Optional<Word> document = Optional.empty();
        if (operator == Redirection.Operator.HERE_DOCUMENT || operator == Redirection.Operator.HERE_DOCUMENT_TABS) {
            boolean tabs = operator == Redirection.Operator.HERE_DOCUMENT_TABS;
            document = Optional.of(in.hereDocument(delimiter(target), !target.isBare(), tabs, in.from(start)));
        }
        return new Redirection(descriptor, operator, target, document, in.from(start));
    }

    private static String delimiter(Word target) {
        StringBuilder delimiter = new StringBuilder();
        for (WordPart part : target.parts()) {
            if (part instanceof WordPart.Literal literal) {
                delimiter.append(literal.value());
            } else {
                return target.text();
            }
        }
        return delimiter.toString();
    }

    private Redirection.@Nullable Operator operator(int i, boolean described) {
        char c = in.at(i);
        char next = in.at(i + 1);
        char third = in.at(i + 2);
        if (c == '<') {
            if (next == '(') {
                return null;
            }
            if (next == '<') {
                return third == '<'
                        ? Redirection.Operator.HERE_STRING
                        : third == '-' ? Redirection.Operator.HERE_DOCUMENT_TABS : Redirection.Operator.HERE_DOCUMENT;
            }
            return next == '&'
                    ? Redirection.Operator.DUPLICATE_INPUT
                    : next == '>' ? Redirection.Operator.READ_WRITE : Redirection.Operator.READ;
        }
        if (c == '>') {
            return switch (next) {
                case '(' -> null;
                case '>' -> Redirection.Operator.APPEND;
                case '&' -> Redirection.Operator.DUPLICATE_OUTPUT;
                case '|' -> Redirection.Operator.CLOBBER;
                default -> Redirection.Operator.WRITE;
            };
        }
        if (c == '&' && next == '>' && !described) {
            return third == '>' ? Redirection.Operator.APPEND_BOTH : Redirection.Operator.WRITE_BOTH;
        }
        return null;
    }
}
