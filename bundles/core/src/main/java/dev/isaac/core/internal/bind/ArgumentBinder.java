package dev.isaac.core.internal.bind;

import dev.isaac.command.Argument;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.core.internal.route.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sorts the words behind a command's name by its manifest, and refuses what does not fit. One use each. */
public final class ArgumentBinder {

    private static final Set<String> COMMON_FLAGS = Set.of("help", "json", "yes", "quiet", "no-color");
    private static final Set<String> COMMON_VALUES = Set.of("accept-signer", "accept-plan");

    private final CommandManifest manifest;
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Set<String> flags = new LinkedHashSet<>();
    private final Set<String> common = new LinkedHashSet<>();
    private final Map<String, Set<String>> accepted = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>();

    private ArgumentBinder(CommandManifest manifest) {
        this.manifest = manifest;
    }

    /**
     * Binds words.
     *
     * @throws CommandException {@code usage.*}, with the usage line as hint
     */
    public static BoundValues bind(CommandManifest manifest, List<String> words) throws CommandException {
        return new ArgumentBinder(manifest).bind(words);
    }

    private BoundValues bind(List<String> words) throws CommandException {
        boolean optionsEnded = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (optionsEnded || word.length() < 2 || word.charAt(0) != '-' || isNegativeNumber(word)) {
                operands.add(word);
                optionsEnded = optionsEnded || beginsVerbatim();
            } else if (word.equals("--")) {
                optionsEnded = true;
            } else if (word.startsWith("--")) {
                i += longOption(word, i + 1 < words.size() ? words.get(i + 1) : null);
            } else {
                i += letters(word, i + 1 < words.size() ? words.get(i + 1) : null);
            }
        }
        CommonOptions options =
                new CommonOptions(common.contains("help"), common.contains("json"), common.contains("yes"), accepted);
        if (!options.help()) {
            arguments();
            requiredOptions();
        }
        return new BoundValues(manifest, values, flags, options);
    }

    /** Whether the operands so far have reached an argument that takes the rest as it stands. */
    private boolean beginsVerbatim() {
        List<Argument> arguments = manifest.arguments();
        return !arguments.isEmpty()
                && arguments.get(arguments.size() - 1).verbatim()
                && operands.size() >= arguments.size();
    }

    private boolean isNegativeNumber(String word) {
        char c = word.charAt(1);
        return c >= '0' && c <= '9' && byLetter(c).isEmpty();
    }

    private Optional<Option> byLetter(char letter) {
        for (Option option : manifest.options()) {
            if (option.letter().isPresent() && option.letter().get() == letter) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    /** Returns how many further words were taken. */
    private int longOption(String word, @Nullable String next) throws CommandException {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
        String inline = equals < 0 ? null : word.substring(equals + 1);
        Optional<Option> option = manifest.option(name);
        if (option.isPresent()) {
            return take(option.get(), "--" + name, inline, next);
        }
        if (COMMON_FLAGS.contains(name)) {
            if (inline != null) {
                throw usage("usage.unexpected-value", "The option --" + name + " takes no value.");
            }
            common.add(name);
            return 0;
        }
        if (COMMON_VALUES.contains(name)) {
            String value = inline != null ? inline : next;
            if (value == null) {
                throw usage("usage.missing-value", "The option --" + name + " needs a value.");
            }
            accepted.computeIfAbsent(name, k -> new LinkedHashSet<>()).add(value);
            return inline != null ? 0 : 1;
        }
        List<String> names =
                new ArrayList<>(manifest.options().stream().map(Option::name).toList());
        names.addAll(COMMON_FLAGS);
        String near =
                Nearest.of(name, names).map(n -> " Did you mean --" + n + "?").orElse("");
        throw usage("usage.unknown-option", manifest.name() + " has no option --" + name + "." + near);
    }

    private int letters(String word, @Nullable String next) throws CommandException {
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            Optional<Option> option = byLetter(letter);
            if (option.isEmpty()) {
                if (letter == 'h' && word.length() == 2) {
                    common.add("help");
                    return 0;
                }
                throw usage("usage.unknown-option", manifest.name() + " has no option -" + letter + ".");
            }
            if (option.get().isFlag()) {
                take(option.get(), "-" + letter, null, null);
            } else {
                String rest = word.substring(i + 1);
                if (rest.startsWith("=")) {
                    rest = rest.substring(1);
                    return take(option.get(), "-" + letter, rest, null);
                }
                return take(option.get(), "-" + letter, rest.isEmpty() ? null : rest, next);
            }
        }
        return 0;
    }

    private int take(Option option, String typed, @Nullable String inline, @Nullable String next)
            throws CommandException {
        if (option.isFlag()) {
            if (inline != null) {
                throw usage("usage.unexpected-value", "The option " + typed + " takes no value.");
            }
            flags.add(option.name());
            return 0;
        }
        String value = inline != null ? inline : next;
        if (value == null) {
            throw usage(
                    "usage.missing-value",
                    "The option " + typed + " needs a value: "
                            + option.valueName().orElse("VALUE") + ".");
        }
        check(option.type(), option.choices(), value, "the option --" + option.name());
        List<String> list = values.computeIfAbsent(option.name(), k -> new ArrayList<>(1));
        if (!list.isEmpty() && !option.repeatable()) {
            throw usage("usage.repeated-option", "The option --" + option.name() + " was given twice.");
        }
        list.add(value);
        return inline != null ? 0 : 1;
    }

    private void arguments() throws CommandException {
        int next = 0;
        for (Argument argument : manifest.arguments()) {
            if (next >= operands.size()) {
                if (argument.required()) {
                    throw usage(
                            "usage.missing-argument",
                            manifest.name() + " needs " + argument.name().toUpperCase(java.util.Locale.ROOT) + ".");
                }
                break;
            }
            int until = argument.repeated() ? operands.size() : next + 1;
            List<String> taken = List.copyOf(operands.subList(next, until));
            for (String value : taken) {
                check(
                        argument.type(),
                        argument.choices(),
                        value,
                        argument.name().toUpperCase(java.util.Locale.ROOT));
            }
            values.put(argument.name(), taken);
            next = until;
        }
        if (next < operands.size()) {
            throw usage(
                    "usage.too-many-arguments",
                    manifest.name() + " does not know what to do with " + operands.get(next) + ".");
        }
    }

    private void requiredOptions() throws CommandException {
        for (Option option : manifest.options()) {
            if (option.required() && !values.containsKey(option.name())) {
                throw usage(
                        "usage.missing-option",
                        manifest.name() + " needs --" + option.name() + " "
                                + option.valueName().orElse("VALUE").toUpperCase(java.util.Locale.ROOT) + ": "
                                + option.summary().substring(0, 1).toLowerCase(java.util.Locale.ROOT)
                                + option.summary().substring(1) + ".");
            }
        }
    }

    private void check(ValueType type, List<String> choices, String value, String what) throws CommandException {
        if (!choices.isEmpty() && !choices.contains(value)) {
            String near = Nearest.of(value, choices)
                    .map(n -> " Did you mean " + n + "?")
                    .orElse("");
            throw usage(
                    "usage.bad-value",
                    "The value " + value + " of " + what + " is none of " + String.join(", ", choices) + "." + near);
        }
        Optional<String> problem = Values.problem(type, value);
        if (problem.isPresent()) {
            throw usage("usage.bad-value", "The value " + value + " of " + what + " is not " + problem.get() + ".");
        }
    }

    private CommandException usage(String code, String message) {
        return new Fault(FaultKind.USAGE, code, message, "Usage: " + UsageLine.of(manifest), Map.of()).exception();
    }
}
