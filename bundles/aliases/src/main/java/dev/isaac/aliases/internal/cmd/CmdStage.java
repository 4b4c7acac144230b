package dev.isaac.aliases.internal.cmd;

import java.util.List;

/**
 * One command of a Unix pipeline in CMD.
 *
 * @param words what runs
 * @param block whether it is a statement such as {@code if}, which cannot stand in a pipe or a chain
 * @param status whether it ends with the status that the Unix command has
 * @param condition {@code if} with its condition, where the command only tests; empty otherwise
 */
record CmdStage(List<CmdWord> words, boolean block, boolean status, List<CmdWord> condition) {
    CmdStage {
        words = List.copyOf(words);
        condition = List.copyOf(condition);
    }

    static CmdStage of(List<CmdWord> words) {
        return new CmdStage(words, false, true, List.of());
    }

    CmdStage asBlock() {
        return new CmdStage(words, true, false, condition);
    }

    CmdStage withoutStatus() {
        return new CmdStage(words, block, false, condition);
    }
}
