package dev.isaac.core.internal.bind;

import dev.isaac.command.ValueType;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** What the types of values look like. */
public final class Values {

    private Values() {}

    /** What is wrong with a value, as the end of a sentence; empty when nothing is. */
    public static Optional<String> problem(ValueType type, String value) {
        boolean good =
                switch (type) {
                    case TEXT -> true;
                    case INTEGER -> attempt(() -> Long.parseLong(value));
                    case DECIMAL -> attempt(() -> new BigDecimal(value));
                    case BOOLEAN -> value.equals("true") || value.equals("false");
                    case PATH -> !value.isEmpty() && attempt(() -> Path.of(value));
                    case DURATION -> attempt(() -> duration(value));
                    case SIZE -> attempt(() -> size(value));
                    case URI -> attempt(() -> uri(value));
                };
        return good ? Optional.empty() : Optional.of(expectation(type));
    }

    private static String expectation(ValueType type) {
        return switch (type) {
            case TEXT -> "text";
            case INTEGER -> "a whole number";
            case DECIMAL -> "a number";
            case BOOLEAN -> "true or false";
            case PATH -> "a path";
            case DURATION -> "a duration such as 30s, 5m, 2h or 1d";
            case SIZE -> "a number of bytes such as 4096, 10M or 4KiB";
            case URI -> "an address";
        };
    }

    private interface Attempt {
        Object run();
    }

    private static boolean attempt(Attempt attempt) {
        try {
            attempt.run();
            return true;
        } catch (IllegalArgumentException | ArithmeticException | DateTimeParseException e) {
            return false;
        }
    }

    /** {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}, {@code 250ms}, several of them joined, or ISO 8601. */
    public static Duration duration(String value) {
        if (value.startsWith("P") || value.startsWith("p")) {
            return Duration.parse(value);
        }
        Duration sum = Duration.ZERO;
        int i = 0;
        while (i < value.length()) {
            int start = i;
            while (i < value.length() && Character.isDigit(value.charAt(i))) {
                i++;
            }
            long number = Long.parseLong(value.substring(start, i));
            int unit = i;
            while (i < value.length() && !Character.isDigit(value.charAt(i))) {
                i++;
            }
            sum = sum.plus(
                    switch (value.substring(unit, i)) {
                        case "ms" -> Duration.ofMillis(number);
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        case "d" -> Duration.ofDays(number);
                        default -> throw new IllegalArgumentException(value);
                    });
        }
        if (value.isEmpty()) {
            throw new IllegalArgumentException(value);
        }
        return sum;
    }

    /** A number of bytes with an optional binary unit. */
    public static long size(String value) {
        String text = value.toUpperCase(Locale.ROOT);
        int i = 0;
        while (i < text.length() && Character.isDigit(text.charAt(i))) {
            i++;
        }
        long number = Long.parseLong(text.substring(0, i));
        int shift =
                switch (text.substring(i).trim()) {
                    case "", "B" -> 0;
                    case "K", "KB", "KIB" -> 10;
                    case "M", "MB", "MIB" -> 20;
                    case "G", "GB", "GIB" -> 30;
                    case "T", "TB", "TIB" -> 40;
                    default -> throw new IllegalArgumentException(value);
                };
        return Math.multiplyExact(number, 1L << shift);
    }

    /** An address. */
    public static URI uri(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(value, e);
        }
    }

    /** A path against a folder. */
    public static Path path(Path directory, String value) {
        try {
            return directory.resolve(value).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(value, e);
        }
    }
}
