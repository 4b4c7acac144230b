package dev.isaac.aliases.internal.regex;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Whether the first match of an expression is its longest too. That holds when at no place two ways of going on read the same
 * character: there is only one way to read a text, and a greedy search takes it as far as it goes.
 *
 * <p>Expressions are those that {@link PosixRegex} writes; what it cannot judge it denies.
 */
final class Deterministic {

    private static final int MOST = 120;
    private static final int OTHER = 128;

    private final String in;
    private final List<BitSet> places = new ArrayList<>();
    private final List<BitSet> follow = new ArrayList<>();
    private int at;

    private Deterministic(String in) {
        this.in = in;
    }

    /** Whether the expression is known to be so. */
    static boolean is(String expression) {
        if (expression.length() > 400) {
            return false;
        }
        Deterministic search = new Deterministic(expression);
        try {
            Part part = search.either();
            if (search.at < expression.length() || search.clashes(part.first)) {
                return false;
            }
            for (BitSet next : search.follow) {
                if (search.clashes(next)) {
                    return false;
                }
            }
            return true;
        } catch (Unknown e) {
            return false;
        }
    }

    private static final class Unknown extends Exception {
        private static final long serialVersionUID = 1L;

        Unknown() {
            super("", null, false, false);
        }
    }

    /** Places with which a part can begin and end, and whether it can be empty. */
    private record Part(BitSet first, BitSet last, boolean empty) {
        static Part nothing() {
            return new Part(new BitSet(), new BitSet(), true);
        }
    }

    private boolean clashes(BitSet ways) {
        BitSet seen = new BitSet();
        for (int place = ways.nextSetBit(0); place >= 0; place = ways.nextSetBit(place + 1)) {
            if (seen.intersects(places.get(place))) {
                return true;
            }
            seen.or(places.get(place));
        }
        return false;
    }

    private Part either() throws Unknown {
        Part whole = sequence();
        while (at < in.length() && in.charAt(at) == '|') {
            at++;
            Part next = sequence();
            if (whole.empty || next.empty) {
                throw new Unknown();
            }
            whole.first.or(next.first);
            whole.last.or(next.last);
        }
        return whole;
    }

    private Part sequence() throws Unknown {
        Part whole = Part.nothing();
        while (at < in.length() && in.charAt(at) != '|' && in.charAt(at) != ')') {
            whole = then(whole, repeated());
        }
        return whole;
    }

    private Part then(Part before, Part after) {
        link(before.last, after.first);
        BitSet first = (BitSet) before.first.clone();
        if (before.empty) {
            first.or(after.first);
        }
        BitSet last = (BitSet) after.last.clone();
        if (after.empty) {
            last.or(before.last);
        }
        return new Part(first, last, before.empty && after.empty);
    }

    private void link(BitSet ends, BitSet starts) {
        for (int place = ends.nextSetBit(0); place >= 0; place = ends.nextSetBit(place + 1)) {
            follow.get(place).or(starts);
        }
    }

    private Part repeated() throws Unknown {
        int start = at;
        Part part = atom();
        if (at >= in.length()) {
            return part;
        }
        char c = in.charAt(at);
        int least;
        int most;
        if (c == '*' || c == '+' || c == '?') {
            at++;
            least = c == '+' ? 1 : 0;
            most = c == '?' ? 1 : -1;
        } else if (c == '{') {
            int close = in.indexOf('}', at);
            String[] bounds = in.substring(at + 1, close).split(",", -1);
            at = close + 1;
            least = bounds[0].isEmpty() ? 0 : Integer.parseInt(bounds[0]);
            most = bounds.length == 1 ? least : bounds[1].isEmpty() ? -1 : Integer.parseInt(bounds[1]);
            if (most == 0 || (most > 0 && most < least) || Math.max(least, most) > MOST) {
                throw new Unknown();
            }
        } else {
            return part;
        }
        if (part.empty || (at < in.length() && (in.charAt(at) == '?' || in.charAt(at) == '+'))) {
            throw new Unknown();
        }
        return copies(part, start, least, most);
    }

    /** The part as often as it may stand: those beyond the first are read again from where it began. */
    private Part copies(Part first, int start, int least, int most) throws Unknown {
        int after = at;
        Part whole = first;
        Part last = first;
        int count = most < 0 ? Math.max(1, least) : most;
        List<Part> optional = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            at = start;
            Part next = atom();
            if (i >= least) {
                optional.add(next);
            } else {
                whole = then(whole, next);
                last = next;
            }
        }
        at = after;
        if (most < 0) {
            link(last.last, last.first);
        }
        Part tail = Part.nothing();
        for (int i = optional.size() - 1; i >= 0; i--) {
            Part joined = then(optional.get(i), tail);
            tail = new Part(joined.first, joined.last, true);
        }
        Part all = then(whole, tail);
        return least == 0 ? new Part(all.first, all.last, true) : all;
    }

    private Part atom() throws Unknown {
        char c = in.charAt(at);
        if (c == '(') {
            at++;
            if (in.startsWith("?", at)) {
                throw new Unknown();
            }
            Part inner = either();
            if (at >= in.length()) {
                throw new Unknown();
            }
            at++;
            return inner;
        }
        if (c == '^' || c == '$') {
            at++;
            return Part.nothing();
        }
        BitSet members = new BitSet();
        if (c == '[') {
            bracket(members);
        } else if (c == '.') {
            at++;
            members.set(0, OTHER + 1);
        } else if (c == '\\') {
            escape(members);
            if (members.isEmpty()) {
                return Part.nothing();
            }
        } else {
            at++;
            members.set(Math.min(c, OTHER));
        }
        return place(members);
    }

    private Part place(BitSet members) throws Unknown {
        if (places.size() >= MOST) {
            throw new Unknown();
        }
        // Whether case counts is not known here, so that both cases are taken.
        for (int letter = 'a'; letter <= 'z'; letter++) {
            int upper = letter - 'a' + 'A';
            boolean either = members.get(letter) || members.get(upper);
            members.set(letter, either);
            members.set(upper, either);
        }
        BitSet one = new BitSet();
        one.set(places.size());
        places.add(members);
        follow.add(new BitSet());
        return new Part(one, (BitSet) one.clone(), false);
    }

    private void escape(BitSet members) throws Unknown {
        char c = in.charAt(at + 1);
        at += 2;
        if (c == 'z') {
            return;
        }
        if (Character.isDigit(c) || "bBsSwWdD".indexOf(c) >= 0) {
            throw new Unknown();
        }
        members.set(escaped(c));
    }

    private static int escaped(char c) {
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'v' -> 0x0B;
            default -> Math.min(c, OTHER);
        };
    }

    private void bracket(BitSet members) throws Unknown {
        at++;
        boolean negated = in.charAt(at) == '^';
        if (negated) {
            at++;
        }
        int before = -1;
        while (in.charAt(at) != ']') {
            char c = in.charAt(at);
            int one;
            if (c == '\\') {
                char next = in.charAt(at + 1);
                if ("sSwWdDx".indexOf(next) >= 0) {
                    if (in.startsWith("\\s\\S]", at)) {
                        members.set(0, OTHER + 1);
                        at += 4;
                        continue;
                    }
                    throw new Unknown();
                }
                one = escaped(next);
                at += 2;
            } else if (c == '-' && before >= 0 && in.charAt(at + 1) != ']') {
                at++;
                int to = in.charAt(at) == '\\' ? escaped(in.charAt(++at)) : Math.min(in.charAt(at), OTHER);
                at++;
                members.set(before, to + 1);
                before = -1;
                continue;
            } else {
                one = Math.min(c, OTHER);
                at++;
            }
            members.set(one);
            before = one;
        }
        at++;
        if (negated) {
            members.flip(0, OTHER + 1);
            // Of the characters beyond ASCII some may be left.
            members.set(OTHER, true);
        }
    }
}
