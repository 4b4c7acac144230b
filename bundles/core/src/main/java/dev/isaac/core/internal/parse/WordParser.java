package dev.isaac.core.internal.parse;

import dev.isaac.command.line.Assignment;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import dev.isaac.command.line.WordPart.Quoting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses words: text, quotes, globs and braces. Expansions are read by {@link ExpansionParser}. */
final class WordParser {

    /** What ends a word, and what is special in it. */
    enum Mode {
        /** An ordinary word. */
        PLAIN,
        /** The value of an assignment: a tilde may follow a colon. */
        VALUE,
        /** Between the commas of a brace expansion. */
        BRACE,
        /** Inside {@code [[ ]]}: only blanks end it. */
        CONDITION,
        /** Behind an operator of a braced parameter: nothing ends it. */
        OPERAND
    }

    private static final boolean[] ORDINARY = new boolean[128];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            ORDINARY[c] = true;
            ORDINARY[c - 'a' + 'A'] = true;
        }
        for (char c : "0123456789_-./:+@%^,=".toCharArray()) {
            ORDINARY[c] = true;
        }
    }

    private final Cursor in;
    private final ExpansionParser expansions;
    private final Braces braces;
    private final AssignmentParser assignments;
    /** No closing bracket stands unquoted between the place of the last search and here. */
    private int noBracketBefore;

    WordParser(Cursor in, LineParser lines) {
        this.in = in;
        this.expansions = new ExpansionParser(in, lines);
        this.braces = new Braces(in);
        this.assignments = new AssignmentParser(in, lines, this);
    }

    /** {@code NAME=…} at this place, or {@code null}, the place unchanged. */
    @Nullable
    Assignment assignment() {
        return assignments.parse();
    }

    ExpansionParser expansions() {
        return expansions;
    }

    static boolean isDelimiter(char c) {
        return switch (c) {
            case ' ', '\t', '\n', '|', '&', ';', '(', ')', '<', '>' -> true;
            default -> false;
        };
    }

    static boolean isName(char c, boolean first) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (!first && c >= '0' && c <= '9');
    }

    /**
     * A word at this place, which is not a delimiter.
     *
     * @param declaration whether {@code NAME=(…)} is an array here, as behind {@code declare}
     */
    Word word(boolean declaration) {
        int start = in.pos;
        Word plain = plainWord(start);
        if (plain != null && !(declaration && in.peek() == '(')) {
            return plain;
        }
        in.pos = start;
        if (declaration) {
            Assignment assignment = assignment();
            if (assignment != null) {
                List<WordPart> parts = new ArrayList<>(assignment.value().parts());
                String value = assignment.value().text();
                String before = in.text.substring(start, in.pos - value.length());
                parts.add(0, new WordPart.Literal(before, Quoting.NONE));
                assignment.subscript().ifPresent(s -> parts.addAll(s.parts()));
                return new Word(parts, in.text.substring(start, in.pos), in.from(start));
            }
        }
        return word(Mode.PLAIN);
    }

    /** The usual word, without anything special in it; leaves the place where it stopped. */
    private @Nullable Word plainWord(int start) {
        int i = start;
        while (i < in.end) {
            char c = in.text.charAt(i);
            if (c < 128 && ORDINARY[c]) {
                i++;
            } else if (isDelimiter(c)) {
                break;
            } else {
                return null;
            }
        }
        in.pos = i;
        if (i == start) {
            return null;
        }
        String text = in.text.substring(start, i);
        return new Word(List.of(new WordPart.Literal(text, Quoting.NONE)), text, new Span(start, i));
    }

    Word word(Mode mode) {
        int start = in.pos;
        List<WordPart> parts = new ArrayList<>(3);
        parts(parts, mode);
        return new Word(parts, in.text.substring(start, in.pos), in.from(start));
    }

    private void parts(List<WordPart> parts, Mode mode) {
        int start = in.pos;
        StringBuilder run = new StringBuilder();
        if (in.peek() == '~') {
            tilde(parts);
        }
        while (in.pos < in.end) {
            char c = in.text.charAt(in.pos);
            if (c == '<' || c == '>') {
                if (in.at(in.pos + 1) == '(' && mode != Mode.CONDITION) {
                    flush(run, parts);
                    parts.add(expansions.process());
                    continue;
                }
            }
            if (endsWord(c, mode)) {
                break;
            }
            switch (c) {
                case '\\' -> escape(run, parts);
                case '\'' -> {
                    flush(run, parts);
                    single(parts);
                }
                case '"' -> {
                    flush(run, parts);
                    expansions.doubleQuoted(parts);
                }
                case '$' -> dollar(run, parts);
                case '`' -> {
                    flush(run, parts);
                    parts.add(expansions.backquoted(false));
                }
                case '*', '?' -> {
                    flush(run, parts);
                    parts.add(new WordPart.Glob(String.valueOf(c)));
                    in.pos++;
                }
                case '[' -> bracket(run, parts);
                case '{' -> brace(run, parts);
                case '~' -> {
                    char before = in.pos > start ? in.at(in.pos - 1) : '\0';
                    if (mode == Mode.VALUE && before == ':') {
                        flush(run, parts);
                        tilde(parts);
                    } else {
                        run.append(c);
                        in.pos++;
                    }
                }
                default -> {
                    run.append(c);
                    in.pos++;
                }
            }
        }
        flush(run, parts);
    }

    private boolean endsWord(char c, Mode mode) {
        return switch (mode) {
            case PLAIN, VALUE -> isDelimiter(c) || (c == '\r' && in.at(in.pos + 1) == '\n');
            case BRACE -> isDelimiter(c) || c == ',' || (c == '}' && !braces.isLiteral(in.pos));
            case CONDITION -> c == ' ' || c == '\t' || c == '\n';
            case OPERAND -> false;
        };
    }

    static void flush(StringBuilder run, List<WordPart> parts) {
        if (run.length() > 0) {
            parts.add(new WordPart.Literal(run.toString(), Quoting.NONE));
            run.setLength(0);
        }
    }

    private void escape(StringBuilder run, List<WordPart> parts) {
        int start = in.pos;
        if (start + 1 >= in.end) {
            throw ParseStop.incomplete("\\", new Span(start, start + 1));
        }
        char next = in.at(start + 1);
        in.pos += 2;
        if (next != '\n') {
            flush(run, parts);
            parts.add(new WordPart.Literal(String.valueOf(next), Quoting.ESCAPE));
        }
    }

    private void single(List<WordPart> parts) {
        int start = in.pos;
        int close = in.text.indexOf('\'', start + 1);
        if (close < 0) {
            throw ParseStop.incomplete("quote", new Span(start, start + 1));
        }
        parts.add(new WordPart.Literal(in.text.substring(start + 1, close), Quoting.SINGLE));
        in.pos = close + 1;
    }

    private void dollar(StringBuilder run, List<WordPart> parts) {
        char next = in.at(in.pos + 1);
        if (next == '\'') {
            flush(run, parts);
            parts.add(expansions.ansiC());
            return;
        }
        if (next == '"') {
            flush(run, parts);
            in.pos++;
            expansions.doubleQuoted(parts);
            return;
        }
        WordPart part = expansions.dollar(false);
        if (part == null) {
            run.append('$');
            in.pos++;
        } else {
            flush(run, parts);
            parts.add(part);
        }
    }

    private void tilde(List<WordPart> parts) {
        int start = in.pos++;
        while (in.pos < in.end) {
            char c = in.at(in.pos);
            if (!isName(c, false) && c != '.' && c != '-' && c != '+') {
                break;
            }
            in.pos++;
        }
        char c = in.peek();
        if (in.atEnd() || c == '/' || c == ':' || isDelimiter(c) || c == ',' || c == '}') {
            parts.add(new WordPart.Tilde(in.text.substring(start + 1, in.pos)));
        } else {
            // A quote or an expansion in the name keeps the tilde as it is.
            parts.add(new WordPart.Literal(in.text.substring(start, in.pos), Quoting.NONE));
        }
    }

    private void bracket(StringBuilder run, List<WordPart> parts) {
        int start = in.pos;
        int close = -1;
        if (start >= noBracketBefore) {
            int i = start + 1;
            if (in.at(i) == '!' || in.at(i) == '^') {
                i++;
            }
            if (in.at(i) == ']') {
                i++;
            }
            while (i < in.end && !isDelimiter(in.at(i)) && "'\"\\$`/".indexOf(in.at(i)) < 0) {
                if (in.at(i) == ']') {
                    close = i;
                    break;
                }
                i++;
            }
            if (close < 0) {
                noBracketBefore = i;
            }
        }
        if (close < 0) {
            run.append('[');
            in.pos++;
        } else {
            flush(run, parts);
            parts.add(new WordPart.Glob(in.text.substring(start, close + 1)));
            in.pos = close + 1;
        }
    }

    private void brace(StringBuilder run, List<WordPart> parts) {
        int start = in.pos;
        int close = braces.close(start);
        if (close >= 0) {
            Cursor.Mark mark = in.mark();
            WordPart part = brace(start, close);
            if (part != null) {
                flush(run, parts);
                parts.add(part);
                return;
            }
            in.reset(mark);
        }
        run.append('{');
        in.pos++;
    }

    private @Nullable WordPart brace(int start, int close) {
        String text = in.text.substring(start, close + 1);
        if (!braces.hasComma(start)) {
            in.pos = close + 1;
            return new WordPart.Brace(List.of(), text);
        }
        in.enter(start);
        List<Word> alternatives = new ArrayList<>(4);
        do {
            in.pos++;
            alternatives.add(word(Mode.BRACE));
        } while (in.peek() == ',');
        in.leave();
        if (in.pos != close) {
            return null;
        }
        in.pos++;
        return new WordPart.Brace(alternatives, text);
    }

    /** The lines of a here-document as a word. */
    static Word document(Cursor outer, int start, int end, boolean literal) {
        String body = outer.text.substring(start, end);
        Span span = new Span(start, end);
        if (literal) {
            return new Word(List.of(new WordPart.Literal(body, Quoting.SINGLE)), body, span);
        }
        Cursor cursor = new Cursor(body, outer.depth() + 1);
        List<WordPart> parts = new ArrayList<>();
        new LineParser(cursor).words().expansions().documentBody(parts);
        return new Word(parts, body, span);
    }
}
