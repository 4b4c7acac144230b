package dev.isaac.trust.advisory;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version as OSGi defines it: three numbers and a qualifier, compared in this order; a missing number is 0.
 *
 * @param major the first number
 * @param minor the second number
 * @param micro the third number
 * @param qualifier letters, digits, {@code _} and {@code -}; empty when there is none, which comes before all others
 */
public record PluginVersion(int major, int minor, int micro, String qualifier) implements Comparable<PluginVersion> {

    private static final Comparator<PluginVersion> ORDER = Comparator.comparingInt(PluginVersion::major)
            .thenComparingInt(PluginVersion::minor)
            .thenComparingInt(PluginVersion::micro)
            .thenComparing(PluginVersion::qualifier);
    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,9})(?:\\.([0-9]{1,9})(?:\\.([0-9]{1,9})(?:\\.([A-Za-z0-9_-]{1,128}))?)?)?");

    /**
     * Reads a version such as {@code 1.2} or {@code 1.2.3.beta}.
     *
     * @throws TrustException {@code trust.malformed} when it is none: what cannot be compared is never let through
     */
    public static PluginVersion parse(String text) throws TrustException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TrustException(Kind.MALFORMED, "not a version: '" + text + "'");
        }
        String qualifier = form.group(4);
        return new PluginVersion(
                Integer.parseInt(form.group(1)),
                number(form.group(2)),
                number(form.group(3)),
                qualifier == null ? "" : qualifier);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    @Override
    public int compareTo(PluginVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + micro + (qualifier.isEmpty() ? "" : "." + qualifier);
    }
}
