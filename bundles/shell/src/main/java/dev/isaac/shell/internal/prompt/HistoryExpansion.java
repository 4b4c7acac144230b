package dev.isaac.shell.internal.prompt;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts earlier lines in the place of {@code !!}, {@code !$}, {@code !n}, {@code !-n} and {@code !prefix}, as bash does:
 * not inside single quotes, not behind a backslash, and not where a blank, {@code =} or {@code (} follows. What names no
 * earlier line stays as it is.
 */
final class HistoryExpansion {

    private static final String ENDS = " \t\n;|&()<>\"'`$\\!";

    private final List<String> lines;

    /** @param lines the earlier lines, the oldest first; {@code !1} is the first */
    HistoryExpansion(List<String> lines) {
        this.lines = lines;
    }

    /** The line with its history references expanded; empty when it has none. */
    Optional<String> expand(String line) {
        if (line.indexOf('!') < 0) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        boolean changed = false;
        boolean doubleQuoted = false;
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                out.append(c).append(line.charAt(i + 1));
                i += 2;
                continue;
            }
            if (c == '\'' && !doubleQuoted) {
                int close = line.indexOf('\'', i + 1);
                int end = close < 0 ? line.length() : close + 1;
                out.append(line, i, end);
                i = end;
                continue;
            }
            doubleQuoted ^= c == '"';
            int end = c == '!' ? end(line, i + 1) : i;
            String value = end > i + 1 ? value(line.substring(i + 1, end)) : null;
            if (value == null) {
                out.append(c);
                i++;
            } else {
                out.append(value);
                changed = true;
                i = end;
            }
        }
        return changed ? Optional.of(out.toString()) : Optional.empty();
    }

    /** Where a reference ends that begins behind the exclamation mark; the same place when it is none. */
    private static int end(String line, int start) {
        if (start >= line.length()) {
            return start;
        }
        char c = line.charAt(start);
        if (c == '!' || c == '$') {
            return start + 1;
        }
        if (c == '=' || c == '#') {
            return start;
        }
        boolean number = c == '-' || (c >= '0' && c <= '9');
        int i = start;
        while (i < line.length() && ENDS.indexOf(line.charAt(i)) < 0) {
            if (number && i > start && (line.charAt(i) < '0' || line.charAt(i) > '9')) {
                break;
            }
            i++;
        }
        return i;
    }

    private @Nullable String value(String reference) {
        if (lines.isEmpty()) {
            return null;
        }
        String last = lines.get(lines.size() - 1);
        if (reference.equals("!")) {
            return last;
        }
        if (reference.equals("$")) {
            return lastWord(last);
        }
        if (reference.matches("-?\\d{1,9}")) {
            int number = Integer.parseInt(reference);
            int index = number < 0 ? lines.size() + number : number - 1;
            return index >= 0 && index < lines.size() ? lines.get(index) : null;
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).startsWith(reference)) {
                return lines.get(i);
            }
        }
        return null;
    }

    /** The last word as it was typed, quotes included. */
    private static String lastWord(String line) {
        int start = 0;
        boolean inWord = false;
        char quote = '\0';
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean blank = quote == '\0' && Character.isWhitespace(c);
            if (!blank && !inWord) {
                start = i;
            }
            inWord = !blank;
            if (c == '\\' && quote != '\'') {
                i++;
            } else if (quote == c) {
                quote = '\0';
            } else if (quote == '\0' && (c == '\'' || c == '"')) {
                quote = c;
            }
        }
        return line.substring(start).stripTrailing();
    }
}
