package dev.isaac.trust.author;

import java.util.regex.Pattern;

/** Plugin and publisher ids: lower-case words of letters and digits joined by {@code -} or {@code .}. */
public final class PluginIds {

    private static final int MAX_LENGTH = 128;
    private static final Pattern ID = Pattern.compile("[a-z0-9]+([-.][a-z0-9]+)*");

    private PluginIds() {}

    /** Whether that is an id, at most 128 characters long. */
    public static boolean valid(String id) {
        return id.length() <= MAX_LENGTH && ID.matcher(id).matches();
    }

    /** Whether that is an id, or a prefix followed by {@code .*} or {@code -*}. */
    public static boolean validPattern(String pattern) {
        return valid(isPrefix(pattern) ? pattern.substring(0, pattern.length() - 2) : pattern);
    }

    /** Whether a pattern of a claim covers an id. */
    public static boolean covers(String pattern, String id) {
        if (isPrefix(pattern)) {
            String prefix = pattern.substring(0, pattern.length() - 1);
            return id.length() > prefix.length() && id.startsWith(prefix);
        }
        return pattern.equals(id);
    }

    private static boolean isPrefix(String pattern) {
        return pattern.endsWith(".*") || pattern.endsWith("-*");
    }
}
