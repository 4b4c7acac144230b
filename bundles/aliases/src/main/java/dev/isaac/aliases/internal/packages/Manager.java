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
 * @param verbs what it can do, each in all its spellings, the first is written
 */
record Manager(
        String name,
        List<String> programs,
        boolean root,
        boolean asks,
        List<String> yes,
        List<String> emitYes,
        Map<String, List<String>> verbs) {
    Manager {
        programs = List.copyOf(programs);
        yes = List.copyOf(yes);
        emitYes = List.copyOf(emitYes);
        verbs = Map.copyOf(verbs);
    }
}
