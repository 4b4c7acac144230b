package dev.isaac.command.spi;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Declares one setting. Registered as a service by whoever reads it.
 *
 * @param key dotted lower-case words
 * @param summary one sentence
 * @param defaultValue what holds until the user sets it
 * @param choices allowed values; empty: any
 * @param form a regular expression that values match; empty: any. The summary says in words what they look like
 */
public record SettingDefinition(String key, String summary, String defaultValue, List<String> choices, String form) {

    /** A setting whose values have no form of their own. */
    public SettingDefinition(String key, String summary, String defaultValue, List<String> choices) {
        this(key, summary, defaultValue, choices, "");
    }

    public SettingDefinition {
        Objects.requireNonNull(key);
        Objects.requireNonNull(summary);
        Objects.requireNonNull(defaultValue);
        choices = List.copyOf(choices);
        Pattern.compile(form);
    }
}
