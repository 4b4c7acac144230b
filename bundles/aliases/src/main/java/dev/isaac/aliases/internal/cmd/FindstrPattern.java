package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression of POSIX as expressions of {@code findstr}, which knows single characters, {@code .}, classes, {@code *} behind one
 * of them, and anchors at both ends. Alternatives become several expressions; whatever cannot be spelt out like this is refused. Ranges of
 * letters are spelt out, because those of findstr follow the order of the language.
 */
final class FindstrPattern {

    /** How much findstr reads: expressions of 254 bytes, and classes of fewer. */
    private static final int LONGEST = 240;

    private static final int MOST = 12;
    private static final String SPECIAL = ".*^$[]";
    private static final Pattern REPEAT = Pattern.compile("(\\d{1,2})");

    private final String typed;
    private final boolean extended;
    private final String text;
    private int at;

    private FindstrPattern(String typed, String text, boolean extended) {
        this.typed = typed;
        this.text = text;
        this.extended = extended;
    }

    /** One piece of an expression: what it is written as, whether {@code *} may follow, and whether it is plain text. */
    private record Piece(String written, boolean single, String plain) {}

    /** The options of findstr that match what any of the patterns matches. */
    static String of(List<String> patterns, boolean extended, boolean fixed, boolean words) throws Refused {
        List<List<Piece>> all = new ArrayList<>();
        for (String pattern : patterns) {
            for (int i = 0; i < pattern.length(); i++) {
                if (pattern.charAt(i) < 0x20 || pattern.charAt(i) > 0x7E || pattern.charAt(i) == '"') {
                    throw refused(pattern);
                }
            }
            if (pattern.isEmpty()) {
                throw refused(pattern);
            }
            if (fixed) {
                List<Piece> one = new ArrayList<>();
                for (int i = 0; i < pattern.length(); i++) {
                    one.add(literal(pattern, pattern.charAt(i)));
                }
                all.add(one);
            } else {
                FindstrPattern reader = new FindstrPattern(pattern, pattern, extended);
                all.addAll(reader.alternatives(0));
                if (reader.at < pattern.length()) {
                    throw refused(pattern);
                }
            }
        }
        if (all.isEmpty() || all.size() > MOST) {
            throw refused(String.join(" ", patterns));
        }
        boolean plain = all.stream().flatMap(List::stream).noneMatch(piece -> piece.plain()
                .isEmpty());
        boolean literal = plain && all.size() == 1 && !words;
        StringBuilder out = new StringBuilder(literal ? "/l" : "/r");
        for (List<Piece> one : all) {
            out.append(" /c:\"").append(written(patterns, one, literal, words)).append('"');
        }
        return out.toString();
    }

    private static String written(List<String> patterns, List<Piece> pieces, boolean literal, boolean words)
            throws Refused {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            String written = pieces.get(i).written();
            boolean misplaced = ((written.equals("^") || written.equals("\\<")) && i > 0)
                    || ((written.equals("$") || written.equals("\\>")) && i < pieces.size() - 1);
            if (misplaced) {
                throw refused(patterns.get(0));
            }
            out.append(literal ? pieces.get(i).plain() : written);
        }
        String all = out.toString();
        if (all.isEmpty() || all.length() > LONGEST || all.equals("^") || all.equals("$")) {
            throw refused(patterns.get(0));
        }
        if (!words) {
            return all;
        }
        // findstr tells where words begin and end only beside a sign that belongs to one.
        if (!pieces.get(0).plain().matches("\\w")
                || !pieces.get(pieces.size() - 1).plain().matches("\\w")) {
            throw refused(patterns.get(0));
        }
        return "\\<" + all + "\\>";
    }

    private static Piece literal(String typed, char c) throws Refused {
        if (c == '\\') {
            throw new Refused("alias.regex", "The backslash in " + typed + " is read in several ways by findstr.");
        }
        return new Piece(SPECIAL.indexOf(c) >= 0 ? "\\" + c : String.valueOf(c), true, String.valueOf(c));
    }

    private static Refused refused(String pattern) {
        return new Refused("alias.regex", "The expression " + pattern + " is not proven to match the same in findstr.");
    }

    /** All ways in which alternatives and optional parts can be chosen. */
    private List<List<Piece>> alternatives(int depth) throws Refused {
        if (depth > 4) {
            throw refused(typed);
        }
        List<List<Piece>> found = new ArrayList<>(sequence(depth));
        while (starts(extended ? "|" : "\\|")) {
            at += extended ? 1 : 2;
            found.addAll(sequence(depth));
            if (found.size() > MOST) {
                throw refused(typed);
            }
        }
        return found;
    }

    private boolean starts(String what) {
        return text.startsWith(what, at);
    }

    private List<List<Piece>> sequence(int depth) throws Refused {
        List<List<Piece>> all = new ArrayList<>();
        all.add(List.of());
        int start = at;
        while (at < text.length() && !starts(extended ? "|" : "\\|") && !starts(extended ? ")" : "\\)")) {
            List<List<Piece>> atoms;
            if (starts(extended ? "(" : "\\(")) {
                at += extended ? 1 : 2;
                atoms = alternatives(depth + 1);
                if (!starts(extended ? ")" : "\\)")) {
                    throw refused(typed);
                }
                at += extended ? 1 : 2;
            } else {
                atoms = List.of(List.of(atom(start)));
            }
            all = product(all, repeated(atoms));
        }
        return all;
    }

    private List<List<Piece>> product(List<List<Piece>> left, List<List<Piece>> right) throws Refused {
        if (left.size() * right.size() > MOST) {
            throw refused(typed);
        }
        List<List<Piece>> all = new ArrayList<>();
        for (List<Piece> before : left) {
            for (List<Piece> after : right) {
                List<Piece> both = new ArrayList<>(before);
                both.addAll(after);
                all.add(both);
            }
        }
        return all;
    }

    private List<List<Piece>> repeated(List<List<Piece>> atoms) throws Refused {
        String sign = "";
        for (String one : extended ? List.of("*", "+", "?") : List.of("*", "\\+", "\\?")) {
            if (starts(one)) {
                sign = one.substring(one.length() - 1);
                at += one.length();
            }
        }
        String open = extended ? "{" : "\\{";
        String close = extended ? "}" : "\\}";
        if (sign.isEmpty() && starts(open)) {
            int end = text.indexOf(close, at);
            Matcher count = REPEAT.matcher(end < 0 ? "" : text.substring(at + open.length(), end));
            if (!count.matches() || Integer.parseInt(count.group(1)) < 1) {
                throw refused(typed);
            }
            at = end + close.length();
            List<List<Piece>> all = atoms;
            for (int i = 1; i < Integer.parseInt(count.group(1)); i++) {
                all = product(all, atoms);
            }
            return all;
        }
        if (sign.isEmpty()) {
            return atoms;
        }
        if (at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0) {
            throw refused(typed);
        }
        if (sign.equals("?")) {
            List<List<Piece>> all = new ArrayList<>(atoms);
            all.add(List.of());
            return all;
        }
        if (atoms.size() != 1
                || atoms.get(0).size() != 1
                || !atoms.get(0).get(0).single()) {
            throw refused(typed);
        }
        Piece one = atoms.get(0).get(0);
        Piece star = new Piece(one.written() + "*", false, "");
        return List.of(sign.equals("*") ? List.of(star) : List.of(new Piece(one.written(), false, ""), star));
    }

    private Piece atom(int start) throws Refused {
        char c = text.charAt(at++);
        switch (c) {
            case '.' -> {
                return new Piece(".", true, "");
            }
            case '[' -> {
                return new Piece(bracket(), true, "");
            }
            case '^' -> {
                if (at - 1 == start) {
                    return new Piece("^", false, "");
                }
            }
            case '$' -> {
                if (at == text.length()
                        || text.startsWith(extended ? ")" : "\\)", at)
                        || starts(extended ? "|" : "\\|")) {
                    return new Piece("$", false, "");
                }
            }
            case '\\' -> {
                return escape();
            }
            case '*' -> {
                if (!extended && at - 1 == start) {
                    return literal(typed, c);
                }
            }
            case '+', '?', '{', ')' -> {
                if (!extended) {
                    return literal(typed, c);
                }
            }
            default -> {
                return literal(typed, c);
            }
        }
        throw refused(typed);
    }

    private Piece escape() throws Refused {
        if (at >= text.length()) {
            throw refused(typed);
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '<' -> new Piece("\\<", false, "");
            case '>' -> new Piece("\\>", false, "");
            case 'b' -> new Piece(at == 2 ? "\\<" : "\\>", false, "");
            case 'w' -> new Piece("[" + spelt('A', 'Z') + spelt('a', 'z') + spelt('0', '9') + "_]", true, "");
            case '.', '*', '[', ']', '^', '$', '/', '-', '+', '?', '(', ')', '{', '}', '|' -> {
                if (!extended && "+?(){}|".indexOf(c) >= 0) {
                    throw refused(typed);
                }
                yield literal(typed, c);
            }
            default -> throw refused(typed);
        };
    }

    private static String spelt(char from, char to) {
        StringBuilder out = new StringBuilder();
        for (char c = from; c <= to; c++) {
            out.append(c);
        }
        return out.toString();
    }

    private String bracket() throws Refused {
        StringBuilder out = new StringBuilder("[");
        if (starts("^")) {
            out.append('^');
            at++;
        }
        int first = at;
        while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
            char c = text.charAt(at);
            if (c == '[' && at + 1 < text.length() && text.charAt(at + 1) == ':') {
                int end = text.indexOf(":]", at);
                out.append(named(end < 0 ? "" : text.substring(at + 2, end)));
                at = end + 2;
            } else if (at + 2 < text.length() && text.charAt(at + 1) == '-' && text.charAt(at + 2) != ']') {
                char to = text.charAt(at + 2);
                boolean range = same('0', '9', c, to) || same('a', 'z', c, to) || same('A', 'Z', c, to);
                if (!range || c > to) {
                    throw refused(typed);
                }
                out.append(spelt(c, to));
                at += 3;
            } else if ("[]^\\-".indexOf(c) >= 0) {
                throw refused(typed);
            } else {
                out.append(c);
                at++;
            }
        }
        if (at >= text.length()) {
            throw refused(typed);
        }
        at++;
        return out.append(']').toString();
    }

    private static boolean same(char low, char high, char from, char to) {
        return from >= low && from <= high && to >= low && to <= high;
    }

    private String named(String name) throws Refused {
        return switch (name) {
            case "digit" -> spelt('0', '9');
            case "upper" -> spelt('A', 'Z');
            case "lower" -> spelt('a', 'z');
            case "alpha" -> spelt('A', 'Z') + spelt('a', 'z');
            case "alnum" -> spelt('A', 'Z') + spelt('a', 'z') + spelt('0', '9');
            default -> throw refused(typed);
        };
    }
}
