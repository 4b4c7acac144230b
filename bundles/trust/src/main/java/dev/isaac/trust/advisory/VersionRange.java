package dev.isaac.trust.advisory;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import java.util.Optional;

/**
 * A range of versions as OSGi writes it: {@code [1.0,2.0)}, or a version alone for everything from there on.
 *
 * @param floor the lowest version
 * @param floorIncluded whether the lowest version belongs to it
 * @param ceiling the highest version; empty when there is no bound
 * @param ceilingIncluded whether the highest version belongs to it
 */
public record VersionRange(
        PluginVersion floor, boolean floorIncluded, Optional<PluginVersion> ceiling, boolean ceilingIncluded) {

    /** Every version. */
    public static final VersionRange ALL =
            new VersionRange(new PluginVersion(0, 0, 0, ""), true, Optional.empty(), false);

    /**
     * Reads a range; blank space around versions is allowed.
     *
     * @throws TrustException {@code trust.malformed} when it is none, or holds no version at all
     */
    public static VersionRange parse(String text) throws TrustException {
        String range = text.strip();
        if (range.isEmpty() || "[(".indexOf(range.charAt(0)) < 0) {
            return new VersionRange(PluginVersion.parse(range), true, Optional.empty(), false);
        }
        char end = range.charAt(range.length() - 1);
        int comma = range.indexOf(',');
        if (comma < 0 || (end != ')' && end != ']')) {
            throw malformed(text);
        }
        PluginVersion floor = PluginVersion.parse(range.substring(1, comma).strip());
        PluginVersion ceiling = PluginVersion.parse(
                range.substring(comma + 1, range.length() - 1).strip());
        VersionRange parsed = new VersionRange(floor, range.charAt(0) == '[', Optional.of(ceiling), end == ']');
        int order = floor.compareTo(ceiling);
        if (order > 0 || (order == 0 && !(parsed.floorIncluded && parsed.ceilingIncluded))) {
            throw malformed(text);
        }
        return parsed;
    }

    private static TrustException malformed(String text) {
        return new TrustException(Kind.MALFORMED, "not a range of versions: '" + text + "'");
    }

    /** Whether a version lies in it. */
    public boolean includes(PluginVersion version) {
        int low = version.compareTo(floor);
        if (low < 0 || (low == 0 && !floorIncluded)) {
            return false;
        }
        if (ceiling.isEmpty()) {
            return true;
        }
        int high = version.compareTo(ceiling.get());
        return high < 0 || (high == 0 && ceilingIncluded);
    }

    @Override
    public String toString() {
        return ceiling.map(top -> (floorIncluded ? "[" : "(") + floor + "," + top + (ceilingIncluded ? "]" : ")"))
                .orElse(floor.toString());
    }
}
