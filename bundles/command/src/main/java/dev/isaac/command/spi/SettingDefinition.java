package dev.isaac.command.spi;

import java.util.List;
import java.util.Objects;

/**
 * Declares one setting. Registered as a service by whoever reads it.
 *
 * @param key dotted lower-case words
 * @param summary one sentence
 * @param defaultValue what holds until the user sets it
 * @param choices allowed values; empty: any
 */
public record SettingDefinition(String key, String summary, String defaultValue, List<String> choices) {
    public SettingDefinition {
        Objects.requireNonNull(key);
        Objects.requireNonNull(summary);
        Objects.requireNonNull(defaultValue);
        choices = List.copyOf(choices);
    }
}
