package dev.isaac.marketplace.internal.resolve;

import java.util.BitSet;

/**
 * Says of one plugin that its candidate is one of a set.
 *
 * @param variable which plugin
 * @param set the candidates; not changed any more
 */
record Term(int variable, BitSet set) {

    /** Whether it holds whatever of {@code allowed} is chosen. */
    boolean isSatisfiedBy(BitSet allowed) {
        for (int candidate = allowed.nextSetBit(0); candidate >= 0; candidate = allowed.nextSetBit(candidate + 1)) {
            if (!set.get(candidate)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it holds whatever is chosen at all. */
    boolean isTrivial(int candidates) {
        return set.cardinality() == candidates;
    }
}
