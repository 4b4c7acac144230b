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
    public record Guess(String name, int distance, boolean obvious) {}

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
        int bestDistance = most + 1;
        boolean tie = false;
        for (String name : names) {
            if (Math.abs(name.length() - typed.length()) > most) {
                continue;
            }
            int distance = distance(typed, name, bestDistance);
            if (distance < bestDistance) {
                best = name;
                bestDistance = distance;
                tie = false;
            } else if (distance == bestDistance && best != null && !name.equals(best)) {
                if (name.charAt(0) == typed.charAt(0) && best.charAt(0) != typed.charAt(0)) {
                    best = name;
                } else {
                    tie = tie || best.charAt(0) != typed.charAt(0) || name.charAt(0) == typed.charAt(0);
                }
            }
        }
        if (best == null || bestDistance >= Math.max(best.length(), typed.length())) {
            return Optional.empty();
        }
        boolean swapped = bestDistance == 1 && isSwap(typed, best);
        boolean obvious = bestDistance == 1 && !tie && (swapped ? typed.length() >= 3 : typed.length() >= 4);
        return Optional.of(new Guess(best, bestDistance, obvious));
    }

    private static boolean isSwap(String a, String b) {
        return a.length() == b.length();
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
