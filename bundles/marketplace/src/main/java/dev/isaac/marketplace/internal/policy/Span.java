package dev.isaac.marketplace.internal.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write them: {@code 30m}, {@code 36h}, {@code 7d}. */
public final class Span {

    /** What one looks like, as a regular expression. */
    public static final String FORM = "([0-9]{1,5})([mhd])";

    private static final Pattern SPAN = Pattern.compile(FORM);

    private Span() {}

    /** Reads one; empty when it is none. */
    public static Optional<Duration> parse(String text) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(span.group(1));
        return Optional.of(
                switch (span.group(2)) {
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    /** Writes one, in days where it has some. */
    public static String text(Duration span) {
        if (span.toDays() > 0) {
            return span.toDays() == 1 ? "1 day" : span.toDays() + " days";
        }
        return span.toHours() > 0 ? span.toHours() + " h" : span.toMinutes() + " min";
    }
}
