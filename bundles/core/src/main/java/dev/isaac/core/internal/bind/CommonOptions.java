package dev.isaac.core.internal.bind;

import dev.isaac.command.Confirmation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Options that every command of ours takes, unless its manifest gives them a meaning of its own.
 *
 * @param help whether help was asked for instead of a run
 * @param json whether the result is wanted as one JSON document
 * @param yes whether ordinary questions are answered
 * @param accepted digests or fingerprints that were accepted, by option name; in lower case, without colons
 */
public record CommonOptions(boolean help, boolean json, boolean yes, Map<String, Set<String>> accepted) {

    /** None given. */
    public static final CommonOptions NONE = new CommonOptions(false, false, false, Map.of());

    public CommonOptions {
        Map<String, Set<String>> normal = new LinkedHashMap<>();
        accepted.forEach((option, values) ->
                normal.put(option, values.stream().map(CommonOptions::normal).collect(Collectors.toUnmodifiableSet())));
        accepted = Map.copyOf(normal);
    }

    /** Whether these options answer a question: with yes what is ordinary, else only with exactly what is asked about. */
    public boolean answer(Confirmation confirmation) {
        return confirmation
                .acceptOption()
                .map(option -> accepted.getOrDefault(option, Set.of()).contains(normal(confirmation.digest())))
                .orElse(yes);
    }

    /** Fingerprints are shown in several ways: hex digits in either case, with colons, behind the algorithm's name. */
    private static String normal(String digest) {
        String lower = digest.strip().toLowerCase(Locale.ROOT);
        return (lower.startsWith("sha256:") ? lower.substring("sha256:".length()) : lower).replace(":", "");
    }
}
