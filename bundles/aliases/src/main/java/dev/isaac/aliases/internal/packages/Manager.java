package dev.isaac.aliases.internal.packages;

import java.util.List;
import java.util.Map;

/**
 * A package manager.
 *
 * @param name its name
 * @param programs the programs that belong to it
 * @param root whether it wants the rights of root
 * @param asks whether it asks before it changes anything
 * @param yes options that answer its questions
 * @param emitYes what is written to answer them
 * @param takes options before the name of a package, such as {@code --id}
 * @param leaves options that nothing answers to elsewhere and that change little, with the difference; what is left out is told
 * @param verbs what it can do, each in all its spellings, the first is written; one that begins with {@code =} names its program
 */
record Manager(
        String name,
        List<String> programs,
        boolean root,
        boolean asks,
        List<String> yes,
        List<String> emitYes,
        List<String> takes,
        Map<String, String> leaves,
        Map<String, List<String>> verbs) {
    Manager {
        programs = List.copyOf(programs);
        yes = List.copyOf(yes);
        emitYes = List.copyOf(emitYes);
        takes = List.copyOf(takes);
        leaves = Map.copyOf(leaves);
        verbs = Map.copyOf(verbs);
    }
}
