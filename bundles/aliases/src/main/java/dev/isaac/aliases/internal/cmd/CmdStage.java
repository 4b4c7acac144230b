package dev.isaac.aliases.internal.cmd;

import java.util.List;
import java.util.Optional;

/**
 * One command of a Unix pipeline in CMD.
 *
 * @param words what runs; with a loop, what the loop reads
 * @param block whether it is a statement such as {@code if}, which stands in parentheses where others follow
 * @param status whether {@code &&} behind it goes by the status that the Unix command has
 * @param loop the loop over the lines that {@code words}, or what comes through the pipe, prints
 * @param condition {@code if} with its condition, where the command only tests
 * @param success {@code if} with what holds when the command has succeeded, where its own status does not tell; empty: nothing tells
 */
record CmdStage(
        List<CmdWord> words,
        boolean block,
        boolean status,
        Optional<Loop> loop,
        Optional<Condition> condition,
        List<CmdWord> success) {

    /**
     * {@code for /f} over lines.
     *
     * @param options its options, without quotes
     * @param variable the letter of its variable
     * @param body what runs for each line
     */
    record Loop(String options, String variable, List<CmdWord> body) {
        Loop {
            body = List.copyOf(body);
        }

        /** A loop over whole lines. No name of a file has a colon, and no line is skipped for how it begins. */
        static Loop lines(List<CmdWord> body) {
            return new Loop("eol=: delims=", "i", body);
        }
    }

    /**
     * What a test becomes.
     *
     * @param holds {@code if …} before what runs where it holds
     * @param fails {@code if …} before what runs where it does not
     * @param difference what differs where it does not; empty: nothing
     * @param unless {@code if …} before what runs where it does not hold for another reason than {@code fails}; empty: there is none
     * @param first the rest of {@code holds}, without that reason
     */
    record Condition(
            List<CmdWord> holds, List<CmdWord> fails, String difference, List<CmdWord> unless, List<CmdWord> first) {

        Condition(List<CmdWord> holds, List<CmdWord> fails) {
            this(holds, fails, "", List.of(), holds);
        }

        /** The opposite. */
        @SuppressWarnings("ArgumentSelectionDefectChecker") // They are swapped on purpose.
        Condition negated() {
            return new Condition(fails, holds);
        }

        Condition {
            holds = List.copyOf(holds);
            fails = List.copyOf(fails);
            unless = List.copyOf(unless);
            first = List.copyOf(first);
        }
    }

    CmdStage {
        words = List.copyOf(words);
        success = List.copyOf(success);
    }

    static CmdStage of(List<CmdWord> words) {
        return new CmdStage(words, false, true, Optional.empty(), Optional.empty(), List.of());
    }

    /** A loop over what the words print, or over what comes through the pipe with the words behind it. */
    static CmdStage loop(List<CmdWord> words, Loop loop) {
        return new CmdStage(words, true, false, Optional.of(loop), Optional.empty(), List.of());
    }

    static CmdStage test(Condition condition) {
        return new CmdStage(List.of(), true, false, Optional.empty(), Optional.of(condition), List.of());
    }

    CmdStage asBlock() {
        return new CmdStage(words, true, false, loop, condition, success);
    }

    /** A statement that ends with {@code else} and the command, so that {@code &&} behind it belongs to the command. */
    CmdStage asStatement() {
        return new CmdStage(words, true, true, loop, condition, success);
    }

    /** What tells that the command succeeded. */
    CmdStage succeedsWhere(List<CmdWord> holds) {
        return new CmdStage(words, block, false, loop, condition, holds);
    }

    CmdStage withoutStatus() {
        return new CmdStage(words, block, false, loop, condition, success);
    }
}
