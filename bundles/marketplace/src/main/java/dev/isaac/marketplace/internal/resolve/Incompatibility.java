package dev.isaac.marketplace.internal.resolve;

import dev.isaac.marketplace.Requirement;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Terms of which at least one is wrong in every solution, and why that is so. Without any term it says that there is no
 * solution.
 *
 * @param terms at most one for each plugin
 * @param cause where it comes from
 */
record Incompatibility(List<Term> terms, Cause cause) {

    /** Where an incompatibility comes from. */
    sealed interface Cause {

        /** Somebody asked for the plugin. */
        record Asked(int variable) implements Cause {}

        /** The plugin is installed, and nobody asked to remove or change it. */
        record Present(int variable) implements Cause {}

        /**
         * Versions of a plugin need another.
         *
         * @param variable the plugin that needs
         * @param candidates its versions that do
         * @param need what they need
         */
        record Need(int variable, BitSet candidates, Requirement need) implements Cause {}

        /** Follows from two others. */
        record Derived(Incompatibility first, Incompatibility second) implements Cause {}
    }

    Incompatibility {
        terms = List.copyOf(terms);
    }

    /** The facts from which it follows, each once. */
    List<Cause> facts() {
        Set<Cause> facts = new LinkedHashSet<>();
        Set<Incompatibility> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        // A chain of derivations may be long: no recursion.
        Deque<Incompatibility> open = new ArrayDeque<>();
        open.push(this);
        while (!open.isEmpty()) {
            Incompatibility next = open.pop();
            if (!(next.cause() instanceof Cause.Derived derived)) {
                facts.add(next.cause());
            } else if (seen.add(next)) {
                open.push(derived.second());
                open.push(derived.first());
            }
        }
        return List.copyOf(facts);
    }
}
