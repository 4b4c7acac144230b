package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.TrustException;

/**
 * TUF's path patterns: {@code *} and {@code ?} as in a shell, {@code [...]} as a set; none of them matches {@code /}.
 */
public final class PathPattern {

    private final String pattern;
    private final String path;
    private final Effort effort;
    /** Where the element of the pattern is that is compared next. */
    private int p;
    /** Where the character of the path is that it is compared with. */
    private int t;

    private PathPattern(String pattern, String path, Effort effort) {
        this.pattern = pattern;
        this.path = path;
        this.effort = effort;
    }

    /**
     * Whether a path matches a pattern. What it takes grows with the product of their lengths, and where brackets are not closed
     * with the pattern's once more; so it is counted.
     *
     * @throws TrustException {@code trust.limit} when the effort is spent
     */
    public static boolean matches(String pattern, String path, Effort effort) throws TrustException {
        effort.spend(1);
        return new PathPattern(pattern, path, effort).matches();
    }

    private boolean matches() throws TrustException {
        while (segment()) {
            boolean patternEnds = p == pattern.length();
            boolean pathEnds = t == path.length();
            if (patternEnds || pathEnds) {
                return patternEnds && pathEnds;
            }
            p++;
            t++;
        }
        return false;
    }

    private static boolean ends(String text, int at) {
        return at == text.length() || text.charAt(at) == '/';
    }

    /** Greedy with one point of return, the last star: enough for globs, and never exponential. */
    private boolean segment() throws TrustException {
        int star = -1;
        int resume = t;
        while (!ends(path, t)) {
            effort.spend(1);
            if (!ends(pattern, p) && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
                continue;
            }
            int codePoint = path.codePointAt(t);
            int next = ends(pattern, p) ? -1 : one(codePoint);
            if (next >= 0) {
                p = next;
                t += Character.charCount(codePoint);
            } else if (star >= 0) {
                resume += Character.charCount(path.codePointAt(resume));
                t = resume;
                p = star + 1;
            } else {
                return false;
            }
        }
        while (!ends(pattern, p) && pattern.charAt(p) == '*') {
            p++;
        }
        return ends(pattern, p);
    }

    /** The position after the next element when it matches the character; -1 when it does not. */
    private int one(int codePoint) throws TrustException {
        int element = pattern.codePointAt(p);
        int after = p + Character.charCount(element);
        if (element == '?') {
            return after;
        }
        if (element == '[') {
            int end = setEnd();
            if (end >= 0) {
                return inSet(pattern, p + 1, end, codePoint) ? end + 1 : -1;
            }
        }
        return element == codePoint ? after : -1;
    }

    /** Where the set that opens here closes; -1 when it does not, and then the bracket stands for itself. */
    private int setEnd() throws TrustException {
        int first = p + 1;
        if (!ends(pattern, first) && pattern.charAt(first) == '!') {
            first++;
        }
        if (ends(pattern, first)) {
            return -1;
        }
        // The first one may be a bracket itself.
        int end = first + 1;
        while (!ends(pattern, end) && pattern.charAt(end) != ']') {
            end++;
        }
        effort.spend(end - p);
        return ends(pattern, end) ? -1 : end;
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
