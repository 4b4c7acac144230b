package dev.isaac.aliases.internal.shell;

import dev.isaac.aliases.internal.model.Refused;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A command with its options told apart from its operands.
 *
 * @param name the command
 * @param options in the order in which they were given, under their first spelling
 * @param operands in order
 */
public record Call(String name, List<Given> options, List<Value> operands) {

    public Call {
        options = List.copyOf(options);
        operands = List.copyOf(operands);
    }

    /** An option that was given. */
    public record Given(String name, Optional<Value> value) {}

    /** Whether an option was given. */
    public boolean has(String option) {
        return options.stream().anyMatch(o -> o.name().equals(option));
    }

    /** The value of an option, the last where it was given more than once. */
    public Optional<Value> value(String option) {
        Optional<Value> found = Optional.empty();
        for (Given given : options) {
            if (given.name().equals(option) && given.value().isPresent()) {
                found = given.value();
            }
        }
        return found;
    }

    /** All values of an option that may be repeated. */
    public List<Value> values(String option) {
        return options.stream()
                .filter(o -> o.name().equals(option))
                .flatMap(o -> o.value().stream())
                .toList();
    }

    /** The value of an option, known as text. */
    public Optional<String> text(String option) throws Refused {
        Optional<Value> value = value(option);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> text = value.get().text();
        if (text.isEmpty()) {
            throw new Refused(
                    "alias.operand",
                    name + " " + option + " " + value.get().typed() + ": the value must be known to be translated.");
        }
        return text;
    }

    /** The names of the options that were given. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        options.forEach(o -> names.add(o.name()));
        return names;
    }

    /** Refuses every option but these. */
    public void allow(String... allowed) throws Refused {
        Set<String> set = Set.of(allowed);
        for (Given given : options) {
            if (!set.contains(given.name())) {
                throw Refused.option(name, given.name());
            }
        }
    }

    /** The operand at a place, known as text. */
    public String operandText(int index) throws Refused {
        Value value = operands.get(index);
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            throw Refused.operands(name, value.typed() + " must be known to be translated");
        }
        return text.get();
    }
}
