package dev.isaac.shell.internal.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts earlier lines in the place of {@code !!}, {@code !n}, {@code !-n}, {@code !prefix} and {@code !?part?}, words of them in the place
 * of {@code !$}, {@code !^}, {@code !*} and {@code !!:2}, and repeats the last line with a change for {@code ^old^new}, as bash does: not inside
 * single quotes, not behind a backslash, and not where a blank, {@code =} or {@code (} follows. What names no earlier line or word
 * stays as it is.
 */
final class HistoryExpansion {

    private static final String ENDS = " \t\n;|&()<>\"'`$\\!";

    private static final Pattern WORDS = Pattern.compile(":(?:[0-9]{1,5}(?:-(?:[0-9]{1,5}|\\$)?)?|[\\^$*])");

    private static final Pattern EVENT = Pattern.compile("(.*):([0-9]{1,5}(?:-(?:[0-9]{1,5}|\\$)?)?|[\\^$*])");

    private final List<String> lines;

    /** @param lines the earlier lines, the oldest first; {@code !1} is the first */
    HistoryExpansion(List<String> lines) {
        this.lines = lines;
    }

    /** The line with its history references expanded; empty when it has none. */
    Optional<String> expand(String line) {
        if (line.startsWith("^")) {
            return substituted(line);
        }
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
            int end = c == '!' && !isPattern(line, i) ? end(line, i + 1) : i;
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

    /** Whether the sign belongs to {@code $!}, <code>${!name}</code> or {@code [!a]}. */
    private static boolean isPattern(String line, int at) {
        char before = at == 0 ? ' ' : line.charAt(at - 1);
        return before == '$' || before == '[' || (before == '{' && at > 1 && line.charAt(at - 2) == '$');
    }

    /** Where a reference ends that begins behind the exclamation mark; the same place when it is none. */
    private static int end(String line, int start) {
        if (start >= line.length()) {
            return start;
        }
        char c = line.charAt(start);
        if (c == '$' || c == '^' || c == '*') {
            return start + 1;
        }
        if (c == '!') {
            return designated(line, start + 1);
        }
        if (c == '?') {
            int close = line.indexOf('?', start + 1);
            return close < 0 ? line.length() : designated(line, close + 1);
        }
        if (c == ':') {
            return designated(line, start);
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
            if (line.charAt(i) == ':' && designated(line, i) > i) {
                break;
            }
            i++;
        }
        return designated(line, i);
    }

    /** Where a choice of words such as {@code :2}, {@code :1-3}, {@code :^}, {@code :$} or {@code :*} ends that begins here, if one does. */
    private static int designated(String line, int start) {
        Matcher matcher = WORDS.matcher(line).region(start, line.length());
        return matcher.lookingAt() ? matcher.end() : start;
    }

    /** {@code ^old^new}, with or without a third sign. */
    private Optional<String> substituted(String line) {
        int middle = line.indexOf('^', 1);
        if (middle < 2 || lines.isEmpty()) {
            return Optional.empty();
        }
        int close = line.indexOf('^', middle + 1);
        String old = line.substring(1, middle);
        String replacement = line.substring(middle + 1, close < 0 ? line.length() : close);
        String rest = close < 0 ? "" : line.substring(close + 1);
        String last = lines.get(lines.size() - 1);
        int at = last.indexOf(old);
        return at < 0
                ? Optional.empty()
                : Optional.of(last.substring(0, at) + replacement + last.substring(at + old.length()) + rest);
    }

    private @Nullable String value(String reference) {
        if (lines.isEmpty()) {
            return null;
        }
        String last = lines.get(lines.size() - 1);
        if (reference.matches("[$^*]")) {
            return chosen(last, reference);
        }
        Matcher matcher = EVENT.matcher(reference);
        if (matcher.matches()) {
            String event = matcher.group(1);
            String of = event.isEmpty() || event.equals("!") ? last : value(event);
            return of == null ? null : chosen(of, matcher.group(2));
        }
        if (reference.equals("!")) {
            return last;
        }
        if (reference.startsWith("?")) {
            String part = reference.substring(1).replaceFirst("\\?$", "");
            for (int i = lines.size() - 1; i >= 0 && !part.isEmpty(); i--) {
                if (lines.get(i).contains(part)) {
                    return lines.get(i);
                }
            }
            return null;
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

    /** Words of a line: {@code 0}, {@code 2}, {@code 1-3}, {@code 2-}, {@code ^}, {@code $}, {@code *}; {@code null}: it has none such. */
    private static @Nullable String chosen(String line, String which) {
        List<String> words = words(line);
        int last = words.size() - 1;
        int from;
        int to;
        if (which.equals("*")) {
            return last < 1 ? "" : String.join(" ", words.subList(1, words.size()));
        }
        int dash = which.indexOf('-');
        if (dash >= 0) {
            from = number(which.substring(0, dash), last, 0);
            to = number(which.substring(dash + 1), last, last - 1);
        } else {
            from = number(which, last, 0);
            to = from;
        }
        return from < 0 || to > last || from > to ? null : String.join(" ", words.subList(from, to + 1));
    }

    private static int number(String text, int last, int otherwise) {
        return switch (text) {
            case "" -> otherwise;
            case "^" -> 1;
            case "$" -> last;
            default -> Integer.parseInt(text);
        };
    }

    /** The words as they were typed, quotes included. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int start = 0;
        boolean inWord = false;
        char quote = '\0';
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean blank = quote == '\0' && Character.isWhitespace(c);
            if (blank && inWord) {
                words.add(line.substring(start, i));
            }
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
        if (inWord) {
            words.add(line.substring(start));
        }
        return words;
    }
}
