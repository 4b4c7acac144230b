package dev.isaac.marketplace.internal.policy;

import java.util.Locale;
import java.util.Optional;

/** What happens by itself when there are newer versions; the stricter comes first. */
public enum UpdateMode {
    /** Nothing. */
    OFF,
    /** It is told. */
    NOTIFY,
    /** They are taken, where nobody has to agree to anything. */
    ON;

    static Optional<UpdateMode> of(String word) {
        for (UpdateMode mode : values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
