package dev.isaac.aliases.internal.shell;

import dev.isaac.aliases.internal.model.Refused;
import java.util.Map;

/** The sets of {@code tr}: ranges, classes and escapes, spelt out. */
public final class CharacterSet {

    private static final Map<String, String> CLASSES = Map.of(
            "upper", "A-Z",
            "lower", "a-z",
            "digit", "0-9",
            "alpha", "A-Za-z",
            "alnum", "0-9A-Za-z",
            "space", "\\t\\n\\v\\f\\r ",
            "blank", "\\t ",
            "punct", "!-/:-@[-`{-~");

    private CharacterSet() {}

    /** The members in order. */
    public static String expand(String set) throws Refused {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < set.length()) {
            if (set.startsWith("[:", i) && set.indexOf(":]", i) > 0) {
                String members = CLASSES.get(set.substring(i + 2, set.indexOf(":]", i)));
                if (members == null) {
                    throw refused(set);
                }
                out.append(expandPlain(members));
                i = set.indexOf(":]", i) + 2;
            } else if (set.startsWith("[=", i) || (set.charAt(i) == '[' && set.indexOf("*", i) == i + 2)) {
                throw refused(set);
            } else {
                int[] next = new int[1];
                char from = one(set, i, next);
                i = next[0];
                if (i + 1 < set.length() && set.charAt(i) == '-') {
                    char to = one(set, i + 1, next);
                    i = next[0];
                    if (to < from || to > 0x7E) {
                        throw refused(set);
                    }
                    for (char c = from; c <= to; c++) {
                        out.append(c);
                    }
                } else {
                    out.append(from);
                }
            }
        }
        for (int k = 0; k < out.length(); k++) {
            if (out.charAt(k) > 0x7E) {
                throw refused(set);
            }
        }
        return out.toString();
    }

    private static String expandPlain(String members) throws Refused {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < members.length()) {
            int[] next = new int[1];
            char from = one(members, i, next);
            i = next[0];
            if (i + 1 < members.length() && members.charAt(i) == '-') {
                char to = one(members, i + 1, next);
                i = next[0];
                for (char c = from; c <= to; c++) {
                    out.append(c);
                }
            } else {
                out.append(from);
            }
        }
        return out.toString();
    }

    private static char one(String set, int at, int[] next) throws Refused {
        char c = set.charAt(at);
        if (c != '\\') {
            next[0] = at + 1;
            return c;
        }
        if (at + 1 >= set.length()) {
            throw refused(set);
        }
        next[0] = at + 2;
        char escaped = set.charAt(at + 1);
        return switch (escaped) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'v' -> '\u000B';
            case 'f' -> '\f';
            case '\\', '-', '[', ']', '/', '.', '"', '\'' -> escaped;
            default -> throw refused(set);
        };
    }

    private static Refused refused(String set) {
        return new Refused("alias.operand", "tr: the set " + set + " has no faithful translation.");
    }
}
