package dev.isaac.trust.tuf.internal;

import java.util.List;

/**
 * TUF's path patterns: {@code *} and {@code ?} as in a shell, {@code [...]} as a set; none of them matches {@code /}.
 */
public final class PathPattern {

    private PathPattern() {}

    /** Whether a path matches a pattern. Takes time in proportion to the product of their lengths at worst. */
    public static boolean matches(String pattern, String path) {
        List<String> wanted = List.of(pattern.split("/", -1));
        List<String> given = List.of(path.split("/", -1));
        if (wanted.size() != given.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!segment(wanted.get(i), given.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Greedy with one point of return, the last star: enough for globs, and never exponential. */
    private static boolean segment(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            int codePoint = text.codePointAt(t);
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
                continue;
            }
            int next = p < pattern.length() ? one(pattern, p, codePoint) : -1;
            if (next >= 0) {
                p = next;
                t += Character.charCount(codePoint);
            } else if (star >= 0) {
                resume += Character.charCount(text.codePointAt(resume));
                t = resume;
                p = star + 1;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** The position after the element at p when it matches the character; -1 when it does not. */
    private static int one(String pattern, int p, int codePoint) {
        int element = pattern.codePointAt(p);
        int after = p + Character.charCount(element);
        if (element == '?') {
            return after;
        }
        if (element == '[') {
            int end = setEnd(pattern, p);
            if (end >= 0) {
                return inSet(pattern, p + 1, end, codePoint) ? end + 1 : -1;
            }
        }
        return element == codePoint ? after : -1;
    }

    /** Where the set that opens at p closes; -1 when it does not, and then the bracket stands for itself. */
    private static int setEnd(String pattern, int p) {
        int first = p + 1;
        if (first < pattern.length() && pattern.charAt(first) == '!') {
            first++;
        }
        return pattern.indexOf(']', first + 1);
    }

    private static boolean inSet(String pattern, int start, int end, int codePoint) {
        boolean negated = pattern.charAt(start) == '!';
        int i = negated ? start + 1 : start;
        boolean found = false;
        while (i < end) {
            int low = pattern.codePointAt(i);
            i += Character.charCount(low);
            int high = low;
            if (i + 1 < end && pattern.charAt(i) == '-') {
                high = pattern.codePointAt(i + 1);
                i += 1 + Character.charCount(high);
            }
            found |= low <= codePoint && codePoint <= high;
        }
        return found != negated;
    }
}
