package dev.isaac.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a command says of itself: everything that help, completion, parsing and the tier gate need. Immutable.
 *
 * @param name full name, one or more words separated by one blank: {@code marketplace install}
 * @param summary one line, starts with a verb, no full stop
 * @param description what a newcomer needs to know, plain text; paragraphs are separated by an empty line; may be empty
 * @param category heading under which help lists it
 * @param tier how much is asked before it runs; {@link Tier#RUN}, {@link Tier#CONFIRM} or {@link Tier#REFUSE}
 * @param arguments positional arguments in order
 * @param options options; the order is the order of the help text
 * @param examples lines that work as they stand
 * @param aliases other full names of the same command
 */
public record CommandManifest(
        String name,
        String summary,
        String description,
        String category,
        Tier tier,
        List<Argument> arguments,
        List<Option> options,
        List<Example> examples,
        List<String> aliases) {

    public CommandManifest {
        Names.requireWords(name, "command");
        Objects.requireNonNull(summary);
        Objects.requireNonNull(description);
        Objects.requireNonNull(category);
        Objects.requireNonNull(tier);
        arguments = List.copyOf(arguments);
        options = List.copyOf(options);
        examples = List.copyOf(examples);
        aliases = List.copyOf(aliases);
        aliases.forEach(alias -> Names.requireWords(alias, "alias"));
        checkArguments(name, arguments);
        checkOptions(name, options);
    }

    /** Starts a manifest of a command in tier 1 and category {@code General}. */
    public static Builder command(String name, String summary) {
        return new Builder(name, summary);
    }

    /** The option of that long name. */
    public Optional<Option> option(String longName) {
        return options.stream().filter(o -> o.name().equals(longName)).findFirst();
    }

    /** The argument of that name. */
    public Optional<Argument> argument(String argumentName) {
        return arguments.stream().filter(a -> a.name().equals(argumentName)).findFirst();
    }

    /** The words of the name. */
    public List<String> words() {
        return List.of(name.split(" "));
    }

    private static void checkArguments(String name, List<Argument> arguments) {
        Set<String> names = new HashSet<>();
        boolean optional = false;
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            if (!names.add(argument.name())) {
                throw new IllegalArgumentException(name + ": argument " + argument.name() + " appears twice");
            }
            if (argument.repeated() && i != arguments.size() - 1) {
                throw new IllegalArgumentException(name + ": only the last argument may repeat");
            }
            if (argument.required() && optional) {
                throw new IllegalArgumentException(name + ": a required argument follows an optional one");
            }
            optional = optional || !argument.required();
        }
    }

    private static void checkOptions(String name, List<Option> options) {
        Set<String> names = new HashSet<>();
        for (Option option : options) {
            if (!names.add(option.name())) {
                throw new IllegalArgumentException(name + ": option --" + option.name() + " appears twice");
            }
            if (option.letter().isPresent() && !names.add("-" + option.letter().get())) {
                throw new IllegalArgumentException(
                        name + ": option -" + option.letter().get() + " appears twice");
            }
        }
    }

    /**
     * A line that shows how the command is used.
     *
     * @param line what to type
     * @param purpose what it does, one line
     */
    public record Example(String line, String purpose) {
        public Example {
            Objects.requireNonNull(line);
            Objects.requireNonNull(purpose);
        }
    }

    /** Collects the parts of a manifest. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final String summary;
        private final List<Argument> arguments = new ArrayList<>();
        private final List<Option> options = new ArrayList<>();
        private final List<Example> examples = new ArrayList<>();
        private final List<String> aliases = new ArrayList<>();
        private String description = "";
        private String category = "General";
        private Tier tier = Tier.RUN;

        private Builder(String name, String summary) {
            this.name = name;
            this.summary = summary;
        }

        /** Sets the longer text. */
        public Builder description(String text) {
            description = text;
            return this;
        }

        /** Sets the heading in the help. */
        public Builder category(String text) {
            category = text;
            return this;
        }

        /** Sets the tier. */
        public Builder tier(Tier value) {
            tier = value;
            return this;
        }

        /** Adds arguments. */
        public Builder arguments(Argument... values) {
            arguments.addAll(List.of(values));
            return this;
        }

        /** Adds options. */
        public Builder options(Option... values) {
            options.addAll(List.of(values));
            return this;
        }

        /** Adds an example. */
        public Builder example(String line, String purpose) {
            examples.add(new Example(line, purpose));
            return this;
        }

        /** Adds other names. */
        public Builder aliases(String... values) {
            aliases.addAll(List.of(values));
            return this;
        }

        /**
         * Makes the manifest.
         *
         * @throws IllegalArgumentException when names are misspelt or repeated
         */
        public CommandManifest build() {
            return new CommandManifest(
                    name, summary, description, category, tier, arguments, options, examples, aliases);
        }
    }
}
