package dev.isaac.example.hash;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a list of checksums.
 *
 * @param hash the expected hash in lower-case hex
 * @param file the file as it is written
 * @param algorithm what the line says of the algorithm; empty: nothing
 */
record SumLine(String hash, String file, Optional<Algorithm> algorithm) {

    private static final Pattern GNU = Pattern.compile("\\\\?([0-9a-fA-F]{8,})(?: [ *]|\\t)(.+)");
    private static final Pattern BSD = Pattern.compile("([A-Za-z0-9/-]+) \\((.+)\\) = ([0-9a-fA-F]{8,})");

    /** Reads {@code HASH  FILE}, {@code HASH *FILE} and {@code ALGORITHM (FILE) = HASH}; empty when it is neither. */
    static Optional<SumLine> parse(String line) {
        Matcher bsd = BSD.matcher(line);
        if (bsd.matches()) {
            return Algorithm.named(bsd.group(1))
                    .map(found -> new SumLine(lower(bsd.group(3)), bsd.group(2), Optional.of(found)));
        }
        Matcher gnu = GNU.matcher(line);
        if (!gnu.matches()) {
            return Optional.empty();
        }
        String file = gnu.group(2);
        // GNU marks a line with a leading backslash when it escaped the name.
        if (line.startsWith("\\")) {
            file = unescape(file);
        }
        return Optional.of(new SumLine(lower(gnu.group(1)), file, Optional.empty()));
    }

    private static String unescape(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\' && i + 1 < name.length()) {
                i++;
                c = name.charAt(i) == 'n' ? '\n' : name.charAt(i) == 'r' ? '\r' : name.charAt(i);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    private static String lower(String hex) {
        return hex.toLowerCase(Locale.ROOT);
    }
}
