package dev.isaac.core.internal.parse;

import dev.isaac.command.line.Node;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.WordPart;
import dev.isaac.command.line.WordPart.Quoting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses what the shell expands: parameters, substitutions, arithmetic, and quotes that may hold them. */
final class ExpansionParser {

    private final Cursor in;
    private final LineParser lines;

    ExpansionParser(Cursor in, LineParser lines) {
        this.in = in;
        this.lines = lines;
    }

    /** An expansion behind a dollar sign, or {@code null} when the sign stands for itself; then nothing is read. */
    @Nullable
    WordPart dollar(boolean quoted) {
        int start = in.pos;
        char next = in.at(start + 1);
        if (next == '(') {
            return in.at(start + 2) == '(' ? arithmeticOrSubstitution(quoted) : substitution(quoted);
        }
        if (next == '{') {
            return braced(quoted);
        }
        if (next == '[') {
            return oldArithmetic(quoted);
        }
        int i = start + 1;
        if (WordParser.isName(next, true)) {
            while (WordParser.isName(in.at(i), false)) {
                i++;
            }
        } else if ((next >= '0' && next <= '9') || (next != '\0' && "?$!#@*-".indexOf(next) >= 0)) {
            i++;
        } else {
            return null;
        }
        in.pos = i;
        return new WordPart.Parameter(in.text.substring(start + 1, i), in.text.substring(start, i), quoted, List.of());
    }

    private @Nullable WordPart oldArithmetic(boolean quoted) {
        int start = in.pos;
        Cursor.Mark mark = in.mark();
        in.enter(start);
        in.pos = start + 2;
        List<WordPart> nested = new ArrayList<>(1);
        if (!scanTo(']', nested, !quoted)) {
            in.reset(mark);
            return null;
        }
        in.leave();
        return new WordPart.Arithmetic(in.text.substring(start, in.pos), quoted, nested);
    }

    private WordPart substitution(boolean quoted) {
        int start = in.pos;
        Node.Sequence body = parenthesised("$(", 2);
        return new WordPart.CommandSubstitution(body, in.text.substring(start, in.pos), quoted);
    }

    WordPart process() {
        int start = in.pos;
        Node.Sequence body = parenthesised(in.text.substring(start, start + 2), 2);
        return new WordPart.ProcessSubstitution(body, in.text.substring(start, in.pos));
    }

    /** A list in parentheses; the place is at the first character of {@code opened}. */
    Node.Sequence parenthesised(String opened, int length) {
        int start = in.pos;
        in.enter(start);
        in.pos += length;
        int waiting = in.waitingDocuments();
        Node.Sequence body = lines.list();
        if (in.atEnd()) {
            throw ParseStop.incomplete(opened, new Span(start, start + length));
        }
        if (in.peek() != ')') {
            throw lines.unexpected();
        }
        if (length == 2 && in.waitingDocuments() > waiting) {
            throw ParseStop.invalid(
                    "The here-document in " + opened + " at column " + (start + 1) + " does not end inside it.",
                    "Put its lines before the closing parenthesis.",
                    new Span(start, in.pos));
        }
        in.pos++;
        in.leave();
        return body;
    }

    private WordPart arithmeticOrSubstitution(boolean quoted) {
        int start = in.pos;
        Cursor.Mark mark = in.mark();
        in.pos = start + 3;
        List<WordPart> nested = new ArrayList<>(1);
        boolean unfinished = false;
        try {
            in.enter(start);
            if (arithmeticBody(nested)) {
                in.leave();
                return new WordPart.Arithmetic(in.text.substring(start, in.pos), quoted, nested);
            }
            unfinished = in.atEnd();
        } catch (ParseStop notArithmetic) {
            // It may still be a substitution that begins with a subshell.
        }
        if (unfinished) {
            throw ParseStop.incomplete("$((", new Span(start, start + 3));
        }
        in.reset(mark);
        return substitution(quoted);
    }

    /** Reads up to and over {@code ))}; false when it does not end like that. */
    boolean arithmeticBody(List<WordPart> nested) {
        int open = 0;
        while (!in.atEnd()) {
            char c = in.peek();
            if (c == '(') {
                open++;
                in.pos++;
            } else if (c == ')') {
                in.pos++;
                if (open == 0) {
                    if (in.peek() == ')') {
                        in.pos++;
                        return true;
                    }
                    return false;
                }
                open--;
            } else {
                one(c, nested, true);
            }
        }
        return false;
    }

    private WordPart braced(boolean quoted) {
        int start = in.pos;
        in.enter(start);
        int i = start + 2;
        if ((in.at(i) == '#' || in.at(i) == '!') && in.at(i + 1) != '}') {
            i++;
        }
        int nameStart = i;
        if (WordParser.isName(in.at(i), true)) {
            while (WordParser.isName(in.at(i), false)) {
                i++;
            }
        } else if (in.at(i) >= '0' && in.at(i) <= '9') {
            while (in.at(i) >= '0' && in.at(i) <= '9') {
                i++;
            }
        } else if (i < in.end && in.at(i) != '}') {
            i++;
        }
        in.pos = Math.min(i, in.end);
        String name = in.text.substring(nameStart, in.pos);
        List<WordPart> nested = new ArrayList<>(1);
        if (!scanTo('}', nested, !quoted)) {
            throw ParseStop.incomplete("${", new Span(start, start + 2));
        }
        in.leave();
        return new WordPart.Parameter(name, in.text.substring(start, in.pos), quoted, nested);
    }

    /** Reads up to and over a closing character, collecting expansions; false at the end of the text. */
    boolean scanTo(char close, List<WordPart> nested, boolean quotes) {
        while (!in.atEnd()) {
            char c = in.peek();
            if (c == close) {
                in.pos++;
                return true;
            }
            one(c, nested, quotes);
        }
        return false;
    }

    private void one(char c, List<WordPart> nested, boolean quotes) {
        switch (c) {
            case '\\' -> in.pos = Math.min(in.pos + 2, in.end);
            case '\'' -> {
                int close = quotes ? in.text.indexOf('\'', in.pos + 1) : in.pos;
                if (close < 0) {
                    throw ParseStop.incomplete("quote", new Span(in.pos, in.pos + 1));
                }
                in.pos = close + 1;
            }
            case '"' -> {
                List<WordPart> inside = new ArrayList<>();
                doubleQuoted(inside);
                for (WordPart part : inside) {
                    if (!(part instanceof WordPart.Literal)) {
                        nested.add(part);
                    }
                }
            }
            case '$' -> {
                WordPart part = dollar(false);
                if (part == null) {
                    in.pos++;
                } else {
                    nested.add(part);
                }
            }
            case '`' -> nested.add(backquoted(false));
            case '<', '>' -> {
                if (in.at(in.pos + 1) == '(') {
                    nested.add(process());
                } else {
                    in.pos++;
                }
            }
            default -> in.pos++;
        }
    }

    void doubleQuoted(List<WordPart> parts) {
        int start = in.pos++;
        in.enter(start);
        StringBuilder run = new StringBuilder();
        boolean any = false;
        while (true) {
            if (in.atEnd()) {
                throw ParseStop.incomplete("quote", new Span(start, start + 1));
            }
            char c = in.text.charAt(in.pos);
            if (c == '"') {
                in.pos++;
                break;
            }
            any |= quotedPiece(c, run, parts, true);
        }
        in.leave();
        if (run.length() > 0 || !any) {
            parts.add(new WordPart.Literal(run.toString(), Quoting.DOUBLE));
        }
    }

    void documentBody(List<WordPart> parts) {
        StringBuilder run = new StringBuilder();
        while (!in.atEnd()) {
            quotedPiece(in.text.charAt(in.pos), run, parts, false);
        }
        if (run.length() > 0) {
            parts.add(new WordPart.Literal(run.toString(), Quoting.DOUBLE));
        }
    }

    /** One step inside double quotes or a here-document; true when an expansion was added. */
    private boolean quotedPiece(char c, StringBuilder run, List<WordPart> parts, boolean quotes) {
        WordPart part = null;
        if (c == '\\') {
            char next = in.at(in.pos + 1);
            if (next == '\n') {
                in.pos += 2;
            } else if (next == '$' || next == '`' || next == '\\' || (quotes && next == '"')) {
                run.append(next);
                in.pos += 2;
            } else {
                run.append(c);
                in.pos++;
            }
            return false;
        }
        if (c == '$') {
            part = dollar(true);
        } else if (c == '`') {
            part = backquoted(true);
        }
        if (part == null) {
            run.append(c);
            in.pos++;
            return false;
        }
        if (run.length() > 0) {
            parts.add(new WordPart.Literal(run.toString(), Quoting.DOUBLE));
            run.setLength(0);
        }
        parts.add(part);
        return true;
    }

    WordPart backquoted(boolean quoted) {
        int start = in.pos;
        StringBuilder body = new StringBuilder();
        int i = start + 1;
        while (true) {
            if (i >= in.end) {
                throw ParseStop.incomplete("`", new Span(start, start + 1));
            }
            char c = in.at(i);
            if (c == '`') {
                break;
            }
            char next = in.at(i + 1);
            if (c == '\\' && (next == '`' || next == '\\' || next == '$' || (quoted && next == '"'))) {
                body.append(next);
                i += 2;
            } else {
                body.append(c);
                i++;
            }
        }
        in.pos = i + 1;
        in.enter(start);
        Node.Sequence sequence;
        try {
            sequence = LineParser.parse(body.toString(), in.depth());
        } catch (ParseStop stop) {
            throw ParseStop.invalid(
                    "What stands between backquotes at column " + (start + 1) + " is no whole command.",
                    "Write $(…) instead of backquotes.",
                    in.from(start));
        }
        in.leave();
        return new WordPart.CommandSubstitution(sequence, in.text.substring(start, in.pos), quoted);
    }

    WordPart ansiC() {
        int start = in.pos;
        StringBuilder value = new StringBuilder();
        int i = start + 2;
        while (true) {
            if (i >= in.end) {
                throw ParseStop.incomplete("quote", new Span(start, start + 2));
            }
            char c = in.at(i);
            if (c == '\'') {
                break;
            }
            if (c == '\\' && i + 1 < in.end) {
                i = AnsiC.escape(in.text, i + 1, value);
            } else {
                value.append(c);
                i++;
            }
        }
        in.pos = i + 1;
        return new WordPart.Literal(value.toString(), Quoting.ANSI_C);
    }
}
