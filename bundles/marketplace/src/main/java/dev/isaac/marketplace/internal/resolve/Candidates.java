package dev.isaac.marketplace.internal.resolve;

import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.VersionRange;
import dev.isaac.marketplace.internal.advisory.Hit;
import dev.isaac.marketplace.internal.resolve.Resolver.Choice;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What may be chosen for one plugin. Candidate 0 is that it is not there; the versions follow, the preferred ones first.
 *
 * @param id the plugin
 * @param versions the versions that may be chosen
 * @param rejected those that may not, and why
 * @param published whether any registry has it
 */
record Candidates(PluginId id, List<Choice> versions, List<Rejected> rejected, boolean published) {

    /** Why a version may not be chosen. */
    enum Ground {
        /** It is made for another Java, host or platform. */
        HOST,
        /** An advisory forbids it. */
        ADVISORY,
        /** It is not of a channel that is followed, or was withdrawn. */
        CHANNEL,
        /** Another version was asked for, or it is pinned, or it would be a step back. */
        OTHER
    }

    /**
     * A version that may not be chosen.
     *
     * @param why for people, as the end of a sentence that begins with the plugin and its version
     * @param hit the advisory that forbids it
     */
    record Rejected(PluginVersion version, Ground ground, String why, Optional<Hit> hit) {}

    Candidates {
        versions = List.copyOf(versions);
        rejected = List.copyOf(rejected);
    }

    /** How many candidates there are, absence among them. */
    int size() {
        return versions.size() + 1;
    }

    Choice version(int candidate) {
        return versions.get(candidate - 1);
    }

    /** The version that is chosen is none of a range; absence counts as stated. */
    BitSet outside(VersionRange range, boolean absent) {
        BitSet outside = new BitSet();
        outside.set(Solver.ABSENT, absent);
        for (int i = 1; i < size(); i++) {
            outside.set(i, !range.includes(version(i).version()));
        }
        return outside;
    }

    /** The versions that need a thing just as this one does. */
    BitSet alike(int candidate, Requirement need) {
        BitSet alike = new BitSet();
        for (int i = 1; i < size(); i++) {
            alike.set(i, i == candidate || version(i).requires().contains(need));
        }
        return alike;
    }
}
