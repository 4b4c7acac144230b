package dev.isaac.core.internal.tier;

import dev.isaac.command.Tier;

/**
 * How dangerous something is.
 *
 * @param tier the tier
 * @param reason what makes it so, one sentence without a full stop
 */
public record Verdict(Tier tier, String reason) {

    static final Verdict HARMLESS = new Verdict(Tier.RUN, "nothing in it changes anything of note");

    static Verdict run(String reason) {
        return new Verdict(Tier.RUN, reason);
    }

    static Verdict confirm(String reason) {
        return new Verdict(Tier.CONFIRM, reason);
    }

    static Verdict refuse(String reason) {
        return new Verdict(Tier.REFUSE, reason);
    }

    /** Whether it is {@link #HARMLESS}. The generated equals would be put together at run time, at every start. */
    boolean isHarmless() {
        return tier == Tier.RUN && reason.equals(HARMLESS.reason);
    }

    /** The stricter of two; of equals the first. */
    Verdict stricter(Verdict other) {
        return other.tier.compareTo(tier) > 0 ? other : this;
    }
}
