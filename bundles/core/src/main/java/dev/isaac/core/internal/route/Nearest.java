package dev.isaac.core.internal.route;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that a misspelt word most probably meant: Damerau-Levenshtein with a confidence. */
public final class Nearest {

    /**
     * A guess.
     *
     * @param name the name
     * @param distance how many slips of the finger lie between
     * @param obvious whether hardly anything else can have been meant: one slip, no other name as near
     */
    public record Guess(String name, int distance, boolean obvious) {

        /** Whether it is good for a hint only: several slips and another first letter, as from nosuch to touch. */
        public boolean isFarFetched(String typed) {
            return distance > 1 && typed.charAt(0) != name.charAt(0);
        }
    }

    private Nearest() {}

    /** The nearest of the names, when it is near enough to be worth showing. */
    public static Optional<String> of(String typed, Collection<String> names) {
        return guess(typed, names).map(Guess::name);
    }

    /** The nearest of the names, with what it is worth. */
    public static Optional<Guess> guess(String typed, Collection<String> names) {
        int most = typed.length() <= 4 ? 1 : typed.length() <= 9 ? 2 : 3;
        if (typed.isEmpty() || typed.length() > 60) {
            return Optional.empty();
        }
        String best = null;
        int bestRank = Integer.MAX_VALUE;
        int limit = most;
        boolean tie = false;
        for (String name : names) {
            if (name.isEmpty() || Math.abs(name.length() - typed.length()) > limit) {
                continue;
            }
            int distance = distance(typed, name, limit);
            if (distance > limit) {
                continue;
            }
            int rank = rank(typed, name, distance);
            if (rank < bestRank) {
                best = name;
                bestRank = rank;
                limit = distance;
                tie = false;
            } else if (rank == bestRank && !name.equals(best)) {
                tie = true;
                best = best == null || name.compareTo(best) < 0 ? name : best;
            }
        }
        if (best == null || limit >= Math.max(best.length(), typed.length())) {
            return Optional.empty();
        }
        // Nobody misses the first letter as easily as another: mail is not a slip for tail.
        boolean obvious = limit == 1
                && !tie
                && (isSwap(typed, best)
                        ? typed.length() >= 3
                        : typed.length() >= 4 && typed.charAt(0) == best.charAt(0));
        return Optional.of(new Guess(best, limit, obvious));
    }

    /** Of two names equally far away, two letters changed places more often than one was missed, and a first letter is rarely wrong. */
    private static int rank(String typed, String name, int distance) {
        return distance * 4 + (isSwap(typed, name) ? 0 : 2) + (name.charAt(0) == typed.charAt(0) ? 0 : 1);
    }

    private static boolean isSwap(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        for (int i = 0; i + 1 < a.length(); i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return a.charAt(i) == b.charAt(i + 1)
                        && a.charAt(i + 1) == b.charAt(i)
                        && a.regionMatches(i + 2, b, i + 2, a.length() - i - 2);
            }
        }
        return false;
    }

    /** Optimal string alignment; anything above the limit is returned as limit + 1. */
    static int distance(String a, String b, int limit) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int value = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    value = Math.min(value, before[j - 2] + 1);
                }
                row[j] = value;
                least = Math.min(least, value);
            }
            if (least > limit) {
                return limit + 1;
            }
            int[] spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
