package dev.isaac.marketplace;

import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version of a plugin, which is the version of its bundle: three numbers and an optional qualifier. One with a qualifier is
 * a pre-release: it is older than the version without, and newer than all of smaller numbers. (OSGi has the pre-release after the
 * version; ranges are read as OSGi reads them, see {@link VersionRange}.)
 *
 * @param major incompatible changes
 * @param minor additions
 * @param micro corrections
 * @param qualifier letters, digits, {@code _} and {@code -}; may be empty
 */
public record PluginVersion(int major, int minor, int micro, String qualifier) implements Comparable<PluginVersion> {

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9})(?:\\.(\\d{1,9})(?:\\.([A-Za-z0-9_-]{1,64}))?)?)?");
    private static final Comparator<PluginVersion> NUMBERS = Comparator.comparingInt(PluginVersion::major)
            .thenComparingInt(PluginVersion::minor)
            .thenComparingInt(PluginVersion::micro);
    private static final Comparator<PluginVersion> ORDER =
            NUMBERS.thenComparing(version -> !version.isPreRelease()).thenComparing(PluginVersion::qualifier);

    /** As OSGi orders versions: one with a qualifier comes after the one without. */
    static final Comparator<PluginVersion> OSGI_ORDER = NUMBERS.thenComparing(PluginVersion::qualifier);

    public PluginVersion {
        Objects.requireNonNull(qualifier);
        if (major < 0 || minor < 0 || micro < 0) {
            throw new IllegalArgumentException("the numbers of a version are not negative");
        }
    }

    /**
     * Parses {@code 1}, {@code 1.2}, {@code 1.2.3} or {@code 1.2.3.qualifier}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static PluginVersion parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a version: " + text);
        }
        String qualifier = matcher.group(4);
        return new PluginVersion(
                number(matcher.group(1)),
                number(matcher.group(2)),
                number(matcher.group(3)),
                qualifier == null ? "" : qualifier);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** Whether it has a qualifier: it is tried before the version without one is there. */
    public boolean isPreRelease() {
        return !qualifier.isEmpty();
    }

    @Override
    public int compareTo(PluginVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        String numbers = major + "." + minor + "." + micro;
        return qualifier.isEmpty() ? numbers : numbers + "." + qualifier;
    }
}
