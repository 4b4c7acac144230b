package dev.isaac.aliases.internal.data;

import dev.isaac.aliases.internal.model.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One command of the mapping.
 *
 * @param name under which it is listed
 * @param names all names, the listed one included
 * @param category heading
 * @param summary what it does
 * @param options its options
 * @param number the option that {@code -5} stands for
 * @param raw whether a translator reads the words itself, options included
 * @param operandsEnd whether the first operand ends the options
 * @param destructive whether it can destroy, so that it is exact or refused
 * @param translators the name of a translator in code, by target
 * @param rules what it becomes, by target
 * @param macos options that macOS has with the same meaning; empty: the command is not the same there
 * @param alternative what comes nearest where it is refused
 * @param examples lines with what they become
 */
public record Entry(
        String name,
        List<String> names,
        String category,
        String summary,
        List<OptionSpec> options,
        Optional<String> number,
        boolean raw,
        boolean operandsEnd,
        boolean destructive,
        Map<Target, String> translators,
        Map<Target, List<Rule>> rules,
        Optional<Set<String>> macos,
        boolean linux,
        String alternative,
        List<Example> examples) {

    public Entry {
        names = List.copyOf(names);
        options = List.copyOf(options);
        translators = Map.copyOf(translators);
        rules = Map.copyOf(rules);
        macos = macos.map(Set::copyOf);
        examples = List.copyOf(examples);
    }

    /**
     * A line and what becomes of it.
     *
     * @param status {@code exact}, {@code approximate} or {@code refused}
     * @param output the translation, or the code of the refusal
     */
    public record Example(String line, Target target, String status, String output) {}

    /** Whether anything is mapped for a target. */
    public boolean mapped(Target target) {
        return switch (target) {
            case LINUX -> linux;
            case MACOS -> macos.isPresent() || rules.containsKey(target);
            case POWERSHELL, POWERSHELL5, CMD -> translators.containsKey(target) || rules.containsKey(target);
        };
    }
}
