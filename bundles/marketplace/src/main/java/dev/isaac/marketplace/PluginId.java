package dev.isaac.marketplace;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The name of a plugin: lower-case words of letters and digits, joined by {@code -} or {@code .}, at most 100 characters.
 *
 * @param value the name
 */
public record PluginId(String value) implements Comparable<PluginId> {

    private static final int MAX_LENGTH = 100;
    private static final Pattern FORM = Pattern.compile("[a-z0-9]+([-.][a-z0-9]+)*");

    public PluginId {
        Objects.requireNonNull(value);
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a plugin id is lower-case letters and digits joined by - or ., but is: " + value);
        }
    }

    /** Whether a text is a plugin id. */
    public static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
    }

    /**
     * Parses a name.
     *
     * @throws IllegalArgumentException when it is misspelt
     */
    public static PluginId of(String text) {
        return new PluginId(text);
    }

    /**
     * Whether a pattern covers this name: the name itself, {@code *}, or a prefix followed by {@code .*} or {@code -*}.
     * A {@code *} anywhere else covers nothing.
     */
    public boolean isCoveredBy(String pattern) {
        if (pattern.equals("*") || pattern.equals(value)) {
            return true;
        }
        if (!pattern.endsWith(".*") && !pattern.endsWith("-*")) {
            return false;
        }
        String prefix = pattern.substring(0, pattern.length() - 1);
        return value.length() > prefix.length() && value.startsWith(prefix);
    }

    @Override
    public int compareTo(PluginId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
