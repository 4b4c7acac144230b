package dev.isaac.aliases.internal.regex;

import dev.isaac.aliases.internal.model.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Rewrites a regular expression for .NET, for matching single lines. What is not known to match the same is refused.
 *
 * <p>POSIX takes the longest match, .NET the first. For the question whether a line matches that is the same; for the
 * text that matched it is the same only in expressions without alternatives and repeated groups, which {@link
 * Converted#sameExtent} tells.
 */
public final class PosixRegex {

    /** The dialects. */
    public enum Dialect {
        /** Basic expressions, of {@code grep} and {@code sed}. */
        BASIC,
        /** Extended expressions, of {@code grep -E}, {@code sed -E} and {@code awk}. */
        EXTENDED,
        /** Those of {@code grep -P}. */
        PERL
    }

    /**
     * A converted expression.
     *
     * @param text for .NET
     * @param sameExtent whether it matches the same text, not only in the same lines
     * @param groups how many groups it has
     */
    public record Converted(String text, boolean sameExtent, int groups) {}

    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("alpha", "A-Za-z"),
            Map.entry("digit", "0-9"),
            Map.entry("alnum", "A-Za-z0-9"),
            Map.entry("upper", "A-Z"),
            Map.entry("lower", "a-z"),
            Map.entry("space", " \\t\\n\\r\\f\\v"),
            Map.entry("blank", " \\t"),
            Map.entry("xdigit", "0-9A-Fa-f"),
            Map.entry("punct", "!-/:-@\\[-`{-~"),
            Map.entry("print", "\\x20-\\x7E"),
            Map.entry("graph", "\\x21-\\x7E"),
            Map.entry("cntrl", "\\x00-\\x1F\\x7F"));

    private final String in;
    private final Dialect dialect;
    private final boolean lines;
    private final StringBuilder out = new StringBuilder();
    private final List<Integer> open = new ArrayList<>();
    private int at;
    /** Where the alternative that is being written begins. */
    private int branch;

    private int groups;
    private boolean sameExtent = true;
    /** Whether something stands before that may be repeated, and whether it is a group. */
    private boolean atom;

    private boolean group;

    private PosixRegex(String in, Dialect dialect, boolean lines) {
        this.in = in;
        this.dialect = dialect;
        this.lines = lines;
    }

    /** Converts for texts without line breaks, or refuses. */
    public static Converted convert(String pattern, Dialect dialect) throws Refused {
        if (pattern.indexOf('\n') >= 0) {
            throw refused(pattern, "a line break in it");
        }
        return convert(pattern, dialect, false);
    }

    /**
     * Converts, or refuses.
     *
     * @param lines whether there may be line breaks in what is searched
     */
    public static Converted convert(String pattern, Dialect dialect, boolean lines) throws Refused {
        PosixRegex regex = new PosixRegex(pattern, dialect, lines);
        regex.run();
        String text = regex.out.toString();
        return new Converted(text, regex.sameExtent || Deterministic.is(text), regex.groups);
    }

    /** Whether a converted expression may match nothing; {@code true} where that cannot be told. */
    public static boolean mayBeEmpty(String converted) {
        try {
            return Pattern.compile(converted).matcher("").find();
        } catch (PatternSyntaxException e) {
            return true;
        }
    }

    /** A text as an expression that matches exactly it. */
    public static String literal(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            literal(text.charAt(i), out);
        }
        return out.toString();
    }

    private static void literal(char c, StringBuilder out) {
        if ("\\*+?|{}[]()^$.#".indexOf(c) >= 0) {
            out.append('\\');
        }
        if (c == '\t') {
            out.append("\\t");
        } else if (c == '\n') {
            out.append("\\n");
        } else {
            out.append(c);
        }
    }

    private static Refused refused(String pattern, String why) {
        return new Refused(
                "alias.regex", "The expression " + pattern + " is not proven to match the same: " + why + ".");
    }

    private void run() throws Refused {
        while (at < in.length()) {
            char c = in.charAt(at);
            if (c == '\\') {
                escape();
            } else if (c == '[') {
                at = bracket();
                single();
            } else if (c == '.') {
                at++;
                out.append(lines ? "[\\s\\S]" : ".");
                single();
            } else if (c == '*') {
                star();
            } else if (dialect == Dialect.BASIC) {
                basic(c);
            } else {
                extended(c);
            }
        }
        if (!open.isEmpty()) {
            throw refused(in, "a group is not closed");
        }
    }

    private void single() {
        atom = true;
        group = false;
    }

    private void star() throws Refused {
        if (!atom) {
            if (dialect != Dialect.BASIC) {
                throw refused(in, "nothing to repeat");
            }
            at++;
            out.append("\\*");
            single();
            return;
        }
        at++;
        repeat("*");
    }

    private void repeat(String how) throws Refused {
        if (!atom) {
            throw refused(in, "nothing to repeat");
        }
        out.append(how);
        if (dialect == Dialect.PERL && at < in.length()) {
            char next = in.charAt(at);
            if (next == '+') {
                throw refused(in, "a possessive repetition");
            }
            if (next == '?') {
                out.append('?');
                at++;
            }
        }
        if (group && !how.matches("\\{\\d+}") && dialect != Dialect.PERL) {
            sameExtent = false;
        }
        // In .NET a second quantifier would mean something else.
        if (at < in.length()) {
            char next = in.charAt(at);
            boolean again = next == '*'
                    || (dialect != Dialect.BASIC && (next == '+' || next == '?' || next == '{'))
                    || (dialect == Dialect.BASIC
                            && next == '\\'
                            && at + 1 < in.length()
                            && "+?{".indexOf(in.charAt(at + 1)) >= 0);
            if (again) {
                throw refused(in, "a repetition of a repetition");
            }
        }
        atom = false;
    }

    private void basic(char c) {
        boolean first = out.length() == branch;
        boolean last = at == in.length() - 1 || in.startsWith("\\)", at + 1) || in.startsWith("\\|", at + 1);
        at++;
        if (c == '^' && first) {
            out.append('^');
            atom = false;
        } else if (c == '$' && last) {
            out.append(lines ? "\\z" : "$");
            atom = false;
        } else {
            literal(c, out);
            single();
        }
    }

    private void extended(char c) throws Refused {
        at++;
        switch (c) {
            case '^', '$' -> {
                out.append(c == '$' && lines ? "\\z" : String.valueOf(c));
                atom = false;
            }
            case '(' -> open();
            case ')' -> {
                if (open.isEmpty()) {
                    throw refused(in, "a parenthesis is not opened");
                }
                close();
            }
            case '|' -> alternative();
            case '+' -> repeat("+");
            case '?' -> repeat("?");
            case '{' -> interval("}");
            default -> {
                literal(c, out);
                single();
            }
        }
    }

    private void open() throws Refused {
        if (at < in.length() && in.charAt(at) == '?') {
            if (dialect != Dialect.PERL) {
                throw refused(in, "nothing to repeat");
            }
            String rest = in.substring(at);
            String found = null;
            for (String known : List.of("?:", "?=", "?!", "?<=", "?<!")) {
                if (rest.startsWith(known)) {
                    found = known;
                }
            }
            if (found == null) {
                throw refused(in, "a group of an unusual kind");
            }
            out.append('(').append(found);
            at += found.length();
        } else {
            groups++;
            out.append('(');
        }
        open.add(out.length());
        branch = out.length();
        atom = false;
    }

    private void close() {
        open.remove(open.size() - 1);
        out.append(')');
        atom = true;
        group = true;
    }

    private void alternative() {
        if (dialect != Dialect.PERL) {
            sameExtent = false;
        }
        out.append('|');
        branch = out.length();
        atom = false;
    }

    private void interval(String end) throws Refused {
        int close = in.indexOf(end, at);
        if (close < 0 || !in.substring(at, close).matches("\\d{1,4}(,\\d{0,4})?")) {
            throw refused(in, "a brace that is no repetition");
        }
        String how = "{" + in.substring(at, close) + "}";
        at = close + end.length();
        repeat(how);
    }

    private void escape() throws Refused {
        if (at + 1 >= in.length()) {
            throw refused(in, "a backslash at its end");
        }
        char c = in.charAt(at + 1);
        at += 2;
        if (dialect == Dialect.BASIC) {
            switch (c) {
                case '(' -> {
                    open();
                    return;
                }
                case ')' -> {
                    if (open.isEmpty()) {
                        throw refused(in, "a parenthesis is not opened");
                    }
                    close();
                    return;
                }
                case '|' -> {
                    alternative();
                    return;
                }
                case '+', '?' -> {
                    repeat(String.valueOf(c));
                    return;
                }
                case '{' -> {
                    interval("\\}");
                    return;
                }
                default -> {}
            }
        }
        switch (c) {
            case 'w' -> set("[A-Za-z0-9_]");
            case 'W' -> set("[^A-Za-z0-9_]");
            case 's' -> set("[ \\t\\n\\r\\f\\v]");
            case 'S' -> set("[^ \\t\\n\\r\\f\\v]");
            case 'b' -> assertion("(?:(?<![A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<=[A-Za-z0-9_])(?![A-Za-z0-9_]))");
            case '<' -> word("(?<![A-Za-z0-9_])(?=[A-Za-z0-9_])");
            case '>' -> word("(?<=[A-Za-z0-9_])(?![A-Za-z0-9_])");
            case 'd' -> perl("[0-9]");
            case 'D' -> perl("[^0-9]");
            case 't' -> perl("\\t");
            default -> {
                if (Character.isLetterOrDigit(c) || "'`}".indexOf(c) >= 0) {
                    throw refused(in, "\\" + c);
                }
                literal(c, out);
                single();
            }
        }
    }

    private void set(String text) {
        out.append(text);
        single();
    }

    private void perl(String text) throws Refused {
        if (dialect != Dialect.PERL) {
            throw refused(in, "\\" + in.charAt(at - 1));
        }
        set(text);
    }

    private void assertion(String text) {
        out.append(text);
        atom = false;
    }

    private void word(String text) throws Refused {
        if (dialect == Dialect.PERL) {
            throw refused(in, "\\" + in.charAt(at - 1));
        }
        assertion(text);
    }

    /** Copies a bracket expression; returns where it ends. */
    private int bracket() throws Refused {
        int i = at + 1;
        StringBuilder set = new StringBuilder("[");
        if (i < in.length() && in.charAt(i) == '^') {
            set.append('^');
            i++;
        }
        boolean first = true;
        while (i < in.length()) {
            char c = in.charAt(i);
            if (c == ']' && !first) {
                out.append(set).append(']');
                return i + 1;
            }
            first = false;
            if (c == '[' && i + 1 < in.length() && ".=:".indexOf(in.charAt(i + 1)) >= 0) {
                int end = in.indexOf(in.charAt(i + 1) + "]", i + 2);
                String members = in.charAt(i + 1) == ':' && end > 0 ? CLASSES.get(in.substring(i + 2, end)) : null;
                if (members == null) {
                    throw refused(in, "a class of an unusual kind");
                }
                set.append(members);
                i = end + 2;
                continue;
            }
            if (c == '\\' && dialect == Dialect.PERL) {
                if (i + 1 >= in.length()) {
                    break;
                }
                char next = in.charAt(i + 1);
                String members =
                        switch (next) {
                            case 'd' -> "0-9";
                            case 'w' -> "A-Za-z0-9_";
                            case 's' -> " \\t\\n\\r\\f\\v";
                            case 't' -> "\\t";
                            default -> null;
                        };
                if (members == null && Character.isLetterOrDigit(next)) {
                    throw refused(in, "\\" + next);
                }
                set.append(members == null ? "\\" + next : members);
                i += 2;
                continue;
            }
            boolean range = c == '-'
                    && set.length() > 1
                    && set.charAt(set.length() - 1) != '^'
                    && i + 1 < in.length()
                    && in.charAt(i + 1) != ']';
            if (range) {
                set.append('-');
            } else if (c == '\t') {
                set.append("\\t");
            } else if (c == '\n') {
                set.append("\\n");
            } else if ("\\[]^-".indexOf(c) >= 0) {
                set.append('\\').append(c);
            } else {
                set.append(c);
            }
            i++;
        }
        throw refused(in, "a bracket is not closed");
    }
}
