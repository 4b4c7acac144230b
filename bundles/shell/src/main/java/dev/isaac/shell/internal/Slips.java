package dev.isaac.shell.internal;

import java.util.List;
import java.util.Optional;

/** Guesses which option was meant. */
final class Slips {

    private static final int MOST_EDITS = 2;

    private Slips() {}

    /** The name that is at most two letters away from what was typed and nearer than any other; empty: none is. */
    static Optional<String> nearest(String typed, List<String> names) {
        Optional<String> best = Optional.empty();
        int least = MOST_EDITS + 1;
        for (String name : names) {
            int edits = edits(typed, name);
            if (edits < least) {
                best = Optional.of(name);
                least = edits;
            } else if (edits == least) {
                best = Optional.empty();
            }
        }
        return best;
    }

    /** How many letters must be put in, taken out or changed to make one of the other. */
    private static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int i = 0; i <= other.length(); i++) {
            row[i] = i;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
