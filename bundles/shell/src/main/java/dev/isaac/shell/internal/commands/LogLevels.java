package dev.isaac.shell.internal.commands;

import java.util.List;
import java.util.function.Predicate;

/**
 * Lets records through that are at least as grave as a level, with the lines that continue them. Lines come in their
 * order. Not thread-safe.
 */
final class LogLevels implements Predicate<String> {

    /** From the gravest to the least. */
    static final List<String> NAMES = List.of("error", "warning", "info", "debug");

    private static final List<String> WRITTEN = List.of("ERROR", "WARNING", "INFO", "DEBUG");

    private final int least;
    private boolean shown = true;

    LogLevels(String least) {
        this.least = NAMES.indexOf(least);
    }

    @Override
    public boolean test(String line) {
        // TIME PID LEVEL SOURCE: MESSAGE; what continues a record is indented.
        String[] words = line.split(" ", 4);
        if (!line.startsWith(" ") && words.length == 4) {
            int level = WRITTEN.indexOf(words[2]);
            shown = level < 0 ? least == WRITTEN.size() - 1 : level <= least;
        }
        return shown;
    }
}
