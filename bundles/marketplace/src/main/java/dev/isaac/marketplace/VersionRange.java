package dev.isaac.marketplace;

import java.util.Objects;
import java.util.Optional;

/**
 * A range of versions as OSGi writes and reads it: {@code [1.0,2)}, or {@code 1.0} for that version and everything above. Here
 * {@code 2.0.0.rc1} comes after {@code 2.0.0}: it is in {@code [2,3)}, and not in {@code [1,2)}.
 *
 * @param floor the lowest version
 * @param floorIncluded whether the lowest version itself is in the range
 * @param ceiling the highest version; empty: no limit
 * @param ceilingIncluded whether the highest version itself is in the range
 */
public record VersionRange(
        PluginVersion floor, boolean floorIncluded, Optional<PluginVersion> ceiling, boolean ceilingIncluded) {

    /** Every version. */
    public static final VersionRange ANY =
            new VersionRange(new PluginVersion(0, 0, 0, ""), true, Optional.empty(), false);

    public VersionRange {
        Objects.requireNonNull(floor);
        Objects.requireNonNull(ceiling);
    }

    /** The range that holds one version only. */
    public static VersionRange exactly(PluginVersion version) {
        return new VersionRange(version, true, Optional.of(version), true);
    }

    /**
     * Parses a range.
     *
     * @throws IllegalArgumentException when it is not one; never read as "any"
     */
    public static VersionRange parse(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("an empty version range");
        }
        char first = trimmed.charAt(0);
        char last = trimmed.charAt(trimmed.length() - 1);
        if (first != '[' && first != '(') {
            return new VersionRange(PluginVersion.parse(trimmed), true, Optional.empty(), false);
        }
        int comma = trimmed.indexOf(',');
        if ((last != ']' && last != ')') || comma < 0) {
            throw new IllegalArgumentException("not a version range: " + text);
        }
        PluginVersion low = PluginVersion.parse(trimmed.substring(1, comma).trim());
        PluginVersion high = PluginVersion.parse(
                trimmed.substring(comma + 1, trimmed.length() - 1).trim());
        return new VersionRange(low, first == '[', Optional.of(high), last == ']');
    }

    /** Whether a version lies in the range. */
    public boolean includes(PluginVersion version) {
        int low = PluginVersion.OSGI_ORDER.compare(version, floor);
        if (low < 0 || (low == 0 && !floorIncluded)) {
            return false;
        }
        if (ceiling.isEmpty()) {
            return true;
        }
        int high = PluginVersion.OSGI_ORDER.compare(version, ceiling.get());
        return high < 0 || (high == 0 && ceilingIncluded);
    }

    @Override
    public String toString() {
        return ceiling.map(high -> (floorIncluded ? "[" : "(") + floor + "," + high + (ceilingIncluded ? "]" : ")"))
                .orElseGet(floor::toString);
    }
}
