package dev.isaac.core.internal.parse;

import dev.isaac.command.line.Assignment;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import dev.isaac.command.line.WordPart.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses assignments, array elements and whole arrays included. */
final class AssignmentParser {

    private final Cursor in;
    private final LineParser lines;
    private final WordParser words;

    AssignmentParser(Cursor in, LineParser lines, WordParser words) {
        this.in = in;
        this.lines = lines;
        this.words = words;
    }

    /** {@code NAME=…} at this place, or {@code null}, the place unchanged. */
    @Nullable
    Assignment parse() {
        int start = in.pos;
        int i = start;
        while (WordParser.isName(in.at(i), i == start)) {
            i++;
        }
        char c = in.at(i);
        if (i == start || (c != '=' && c != '+' && c != '[')) {
            return null;
        }
        String name = in.text.substring(start, i);
        Optional<Word> subscript = Optional.empty();
        if (c == '[') {
            Cursor.Mark mark = in.mark();
            in.pos = i + 1;
            List<WordPart> nested = new ArrayList<>(1);
            int from = in.pos;
            if (!words.expansions().scanTo(']', nested, true)) {
                in.reset(mark);
                return null;
            }
            String text = in.text.substring(from, in.pos - 1);
            nested.add(0, new WordPart.Literal(text, Quoting.NONE));
            subscript = Optional.of(new Word(nested, text, new Span(from, in.pos - 1)));
            i = in.pos;
            c = in.at(i);
            if (c != '=' && !(c == '+' && in.at(i + 1) == '=')) {
                in.reset(mark);
                return null;
            }
        }
        boolean append = c == '+';
        if (append) {
            i++;
        }
        if (in.at(i) != '=') {
            return null;
        }
        in.pos = i + 1;
        Word value;
        if (in.peek() == '(') {
            value = array();
        } else if (in.atEnd() || (WordParser.isDelimiter(in.peek()) && !substitutionHere())) {
            value = new Word(List.of(), "", new Span(in.pos, in.pos));
        } else {
            value = words.word(WordParser.Mode.VALUE);
        }
        return new Assignment(name, subscript, append, value, in.from(start));
    }

    private boolean substitutionHere() {
        return (in.peek() == '<' || in.peek() == '>') && in.at(in.pos + 1) == '(';
    }

    private Word array() {
        int start = in.pos;
        in.enter(start);
        in.pos++;
        List<Word> elements = new ArrayList<>();
        while (true) {
            lines.skipSeparating();
            if (in.atEnd()) {
                throw ParseStop.incomplete("(", new Span(start, start + 1));
            }
            if (in.peek() == ')') {
                in.pos++;
                break;
            }
            if (WordParser.isDelimiter(in.peek()) && !substitutionHere()) {
                throw lines.unexpected();
            }
            elements.add(words.word(WordParser.Mode.PLAIN));
        }
        in.leave();
        String text = in.text.substring(start, in.pos);
        return new Word(List.of(new WordPart.ArrayLiteral(elements, text)), text, in.from(start));
    }
}
