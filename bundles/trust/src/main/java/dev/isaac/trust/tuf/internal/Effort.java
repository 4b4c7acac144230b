package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;

/**
 * How much comparing is left to one look-up. Whoever may sign a list of targets writes patterns, and could write so many and so
 * long ones that a look-up lasted for minutes. Not thread-safe.
 */
public final class Effort {

    private static final long LOOK_UP = 20_000_000;
    private static final long TARGET = 5_000;

    private long left;

    /** With so many steps: each compares one character, or looks at one of a set. */
    public Effort(long steps) {
        left = steps;
    }

    /** For one look-up: less than a second, and some thousand times what large registries take. */
    public static Effort ofLookUp() {
        return new Effort(LOOK_UP);
    }

    /** For a list of targets that are all held against the same patterns. */
    static Effort ofList(int targets) {
        return new Effort(LOOK_UP + TARGET * targets);
    }

    void spend(long steps) throws TrustException {
        left -= steps;
        if (left < 0) {
            throw new TrustException(Kind.LIMIT, "the path patterns of the delegations take too long to compare");
        }
    }
}
