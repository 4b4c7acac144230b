package dev.isaac.core.internal.tier;

import dev.isaac.command.Tier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a program writes.
 *
 * @param operands which operands it writes: {@code none}, {@code all}, {@code first}, {@code second} or {@code last}
 * @param files options whose value is a file that it writes
 * @param folders options whose value is a folder that it writes into
 * @param unless options with which it only reads its operands
 */
record WriteSpec(String operands, Set<String> files, Set<String> folders, Set<String> unless) {

    /**
     * Judges where the words make it write.
     *
     * @param valued other options that take the next word
     */
    Verdict judge(String name, Set<String> valued, List<String> rest, Scope scope) {
        Set<String> all = new HashSet<>(valued);
        all.addAll(files);
        all.addAll(folders);
        CommandWords words = CommandWords.of(rest, all);
        Verdict verdict = Verdict.HARMLESS;
        for (String option : files) {
            String file = words.optionValues().get(option);
            if (file != null && !file.equals("-")) {
                verdict = verdict.stricter(FileSpecials.overwrites(name, file, scope));
            }
        }
        for (String option : folders) {
            String folder = words.optionValues().get(option);
            if (folder != null) {
                verdict = verdict.stricter(FileSpecials.into(name, folder, scope));
            }
        }
        if (!words.hasAny(unless)) {
            for (String operand : written(words.operands())) {
                verdict = verdict.stricter(FileSpecials.overwrites(name, operand, scope));
            }
        }
        return verdict.tier() == Tier.RUN ? Verdict.HARMLESS : verdict;
    }

    private List<String> written(List<String> words) {
        int size = words.size();
        return switch (operands) {
            case "all" -> words;
            case "first" -> words.subList(0, Math.min(1, size));
            case "second" -> words.subList(Math.min(1, size), Math.min(2, size));
            case "last" -> size > 1 ? words.subList(size - 1, size) : List.of();
            default -> List.of();
        };
    }
}
