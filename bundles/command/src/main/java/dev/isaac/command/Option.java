package dev.isaac.command;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One option of a command. Every option has a long name; a flag has no value.
 *
 * @param name long name without dashes, for example {@code dry-run}
 * @param letter the short form, if there is one
 * @param valueName the name of its value in the usage line; empty for a flag
 * @param summary one sentence without a full stop
 * @param type what the value must look like; {@link ValueType#BOOLEAN} for a flag
 * @param repeatable whether it may be given more than once
 * @param defaultValue what holds when it is not given, for the help text and for the typed accessors
 * @param choices the allowed values; empty: any
 * @param required whether the command is refused without it
 */
public record Option(
        String name,
        Optional<Character> letter,
        Optional<String> valueName,
        String summary,
        ValueType type,
        boolean repeatable,
        Optional<String> defaultValue,
        List<String> choices,
        boolean required) {

    public Option {
        Names.requireWord(name, "option");
        Objects.requireNonNull(letter);
        Objects.requireNonNull(valueName);
        Objects.requireNonNull(summary);
        Objects.requireNonNull(type);
        Objects.requireNonNull(defaultValue);
        choices = List.copyOf(choices);
        if (valueName.isEmpty() && type != ValueType.BOOLEAN) {
            throw new IllegalArgumentException("option --" + name + " has a type but no value name");
        }
        if (required && (valueName.isEmpty() || defaultValue.isPresent())) {
            throw new IllegalArgumentException("option --" + name + " cannot be required: it always has a value");
        }
    }

    /** An option without a value. */
    public static Option flag(String name, String summary) {
        return new Option(
                name,
                Optional.empty(),
                Optional.empty(),
                summary,
                ValueType.BOOLEAN,
                false,
                Optional.empty(),
                List.of(),
                false);
    }

    /** An option with a value. */
    public static Option value(String name, String valueName, ValueType type, String summary) {
        return new Option(
                name,
                Optional.empty(),
                Optional.of(valueName),
                summary,
                type,
                false,
                Optional.empty(),
                List.of(),
                false);
    }

    /** The same option with a short form. */
    public Option letter(char value) {
        return new Option(
                name, Optional.of(value), valueName, summary, type, repeatable, defaultValue, choices, required);
    }

    /** The same option, allowed more than once. */
    public Option repeating() {
        return new Option(name, letter, valueName, summary, type, true, defaultValue, choices, required);
    }

    /** The same option with a default. */
    public Option orElse(String value) {
        return new Option(name, letter, valueName, summary, type, repeatable, Optional.of(value), choices, required);
    }

    /** The same option, restricted to some values. */
    public Option of(String... values) {
        return new Option(name, letter, valueName, summary, type, repeatable, defaultValue, List.of(values), required);
    }

    /** The same option, without which the command is refused. It must take a value and have no default. */
    public Option mandatory() {
        return new Option(name, letter, valueName, summary, type, repeatable, defaultValue, choices, true);
    }

    /** Whether the option takes no value. */
    public boolean isFlag() {
        return valueName.isEmpty();
    }
}
