package dev.isaac.aliases.internal.shell;

import dev.isaac.aliases.internal.model.Refused;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Strings and regular expressions inside programs of {@code awk}. */
final class AwkText {

    private AwkText() {}

    /**
     * Reads a string that begins at a place.
     *
     * @param end gets the place behind it
     */
    static String string(String in, int at, IntConsumer end, Supplier<Refused> beyond) throws Refused {
        StringBuilder text = new StringBuilder();
        int i = at + 1;
        while (i < in.length()) {
            char c = in.charAt(i++);
            if (c == '"') {
                end.accept(i);
                return text.toString();
            }
            if (c == '\n') {
                throw beyond.get();
            }
            if (c == '\\' && i < in.length()) {
                char next = in.charAt(i++);
                switch (next) {
                    case 'n' -> text.append('\n');
                    case 't' -> text.append('\t');
                    case 'r' -> text.append('\r');
                    case '"', '/' -> text.append(next);
                    case '\\' -> text.append('\\');
                    default -> throw beyond.get();
                }
            } else {
                text.append(c);
            }
        }
        throw beyond.get();
    }

    /** Reads a regular expression that begins at a place. */
    static String regex(String in, int at, IntConsumer end, Supplier<Refused> beyond) throws Refused {
        StringBuilder pattern = new StringBuilder();
        int i = at + 1;
        while (i < in.length() && in.charAt(i) != '/') {
            char c = in.charAt(i);
            if (c == '\n') {
                throw beyond.get();
            }
            if (c == '\\' && i + 1 < in.length()) {
                i++;
                char next = in.charAt(i++);
                if (next == 't') {
                    pattern.append('\t');
                } else if (next == '/' || next == '"') {
                    pattern.append(next);
                } else {
                    pattern.append('\\').append(next);
                }
                continue;
            }
            if (c == '[') {
                // Whether a slash ends the expression inside brackets differs between versions of awk.
                int close = in.indexOf(']', Math.min(in.length(), i + 2));
                if (close < 0 || in.substring(i, close).matches("(?s).*[/\\\\].*")) {
                    throw beyond.get();
                }
            }
            pattern.append(c);
            i++;
        }
        if (i >= in.length()) {
            throw beyond.get();
        }
        end.accept(i + 1);
        return pattern.toString();
    }
}
