package dev.isaac.command;

import java.util.List;
import java.util.Objects;

/**
 * One positional argument of a command.
 *
 * @param name lower-case name, shown in upper case in the usage line
 * @param summary one sentence without a full stop
 * @param type what the value must look like
 * @param required whether the command refuses to run without it
 * @param repeated whether it takes all values that are left; only the last argument may
 * @param verbatim whether its first value ends the options, so that what follows may look like some; only a repeated
 *     argument may
 * @param choices the allowed values; empty: any
 */
public record Argument(
        String name,
        String summary,
        ValueType type,
        boolean required,
        boolean repeated,
        boolean verbatim,
        List<String> choices) {

    public Argument {
        Names.requireWord(name, "argument");
        Objects.requireNonNull(summary);
        Objects.requireNonNull(type);
        choices = List.copyOf(choices);
        if (verbatim && !repeated) {
            throw new IllegalArgumentException("argument " + name + " takes one value, and cannot end the options");
        }
    }

    /** A required argument. */
    public static Argument required(String name, ValueType type, String summary) {
        return new Argument(name, summary, type, true, false, false, List.of());
    }

    /** An argument that may be left out. */
    public static Argument optional(String name, ValueType type, String summary) {
        return new Argument(name, summary, type, false, false, false, List.of());
    }

    /** The same argument, taking all values that are left (one or more when it is required). */
    public Argument repeating() {
        return new Argument(name, summary, type, required, true, false, choices);
    }

    /**
     * The same argument, taking all words that are left as they stand, also those that look like options: the line of
     * another command. Options of this command come before its first word.
     */
    public Argument repeatingVerbatim() {
        return new Argument(name, summary, type, required, true, true, choices);
    }

    /** The same argument, restricted to some values. */
    public Argument of(String... values) {
        return new Argument(name, summary, type, required, repeated, verbatim, List.of(values));
    }
}
