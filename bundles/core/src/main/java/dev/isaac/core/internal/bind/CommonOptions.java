package dev.isaac.core.internal.bind;

import java.util.Map;

/**
 * Options that every command of ours takes, unless its manifest gives them a meaning of its own.
 *
 * @param help whether help was asked for instead of a run
 * @param json whether the result is wanted as one JSON document
 * @param yes whether ordinary questions are answered
 * @param accepted digests or fingerprints that were accepted, by option name
 */
public record CommonOptions(boolean help, boolean json, boolean yes, Map<String, String> accepted) {

    /** None given. */
    public static final CommonOptions NONE = new CommonOptions(false, false, false, Map.of());

    public CommonOptions {
        accepted = Map.copyOf(accepted);
    }
}
