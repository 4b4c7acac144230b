package dev.isaac.shell.internal.prompt;

import dev.isaac.command.line.ParsedLine.Incomplete;
import dev.isaac.core.LineSession;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Lets the terminal library see a line as the line language does: what is unfinished continues on the next line. */
final class LineParser implements Parser {

    private final LineSession session;

    LineParser(LineSession session) {
        this.session = session;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT) {
            // For the continuation prompt the lines so far come with the line break that ended the last of them.
            String typed = context == ParseContext.SECONDARY_PROMPT && line.endsWith("\n")
                    ? line.substring(0, line.length() - 1)
                    : line;
            if (!typed.isBlank() && session.parse(typed) instanceof Incomplete incomplete) {
                throw new EOFError(-1, -1, "more is needed", incomplete.opened());
            }
        }
        int at = Math.max(0, Math.min(cursor, line.length()));
        return new Typed(line, at, TypedWord.at(line, at));
    }

    @Override
    public boolean isEscapeChar(char c) {
        return c == '\\';
    }

    private record Typed(String line, int cursor, TypedWord typed) implements CompletingParsedLine {

        @Override
        public String word() {
            return typed.value();
        }

        @Override
        public int wordCursor() {
            return typed.value().length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(typed.value());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return typed.typed(candidate.toString(), complete);
        }

        @Override
        public int rawWordCursor() {
            return cursor - typed.start();
        }

        @Override
        public int rawWordLength() {
            return cursor - typed.start();
        }
    }
}
