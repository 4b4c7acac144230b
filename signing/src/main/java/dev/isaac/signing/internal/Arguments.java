package dev.isaac.signing.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options of a command line: {@code --name value value…}. */
public final class Arguments {

    private final Map<String, List<String>> options;

    private Arguments(Map<String, List<String>> options) {
        this.options = options;
    }

    /** Reads options; a value before the first option is refused. */
    public static Arguments parse(List<String> words) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        List<String> values = null;
        for (String word : words) {
            if (word.startsWith("--")) {
                values = options.computeIfAbsent(word.substring(2), any -> new ArrayList<>());
            } else if (values == null) {
                throw new IllegalArgumentException("unexpected: " + word);
            } else {
                values.add(word);
            }
        }
        return new Arguments(options);
    }

    /** The one value of an option that must be there. */
    public String required(String name) {
        String value = optional(name);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    /** The one value of an option; empty when it is not there. */
    public String optional(String name) {
        List<String> values = options.remove(name);
        if (values == null) {
            return "";
        }
        if (values.size() != 1) {
            throw new IllegalArgumentException("--" + name + " takes one value");
        }
        return values.get(0);
    }

    /** The values of an option that must be there. */
    public List<String> list(String name) {
        List<String> values = options.remove(name);
        if (values == null || values.isEmpty()) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return List.copyOf(values);
    }

    /** A positive number, or a fallback. */
    public long number(String name, long fallback) {
        String value = optional(name);
        if (value.isEmpty()) {
            return fallback;
        }
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("--" + name + " takes a positive number");
        }
        return Long.parseLong(value);
    }

    /** Refuses options that nobody asked for. */
    public void requireNothingElse() {
        if (!options.isEmpty()) {
            throw new IllegalArgumentException(
                    "no such option: --" + options.keySet().iterator().next());
        }
    }
}
