package dev.isaac.core;

import dev.isaac.command.Fault;
import dev.isaac.command.Tier;
import dev.isaac.command.line.ParsedLine;
import java.util.List;
import java.util.Optional;

/**
 * What would happen with a line.
 *
 * @param parsed its tree
 * @param rewritten the text after rewriting, when it differs
 * @param differences how what runs differs from what was typed, where it was translated and does not do quite the same
 * @param tier the strictest tier of all that would run
 * @param reason what makes it so, one sentence
 * @param parts every simple command that would run
 * @param refusal why it would not run, when it would not
 */
public record Explanation(
        ParsedLine parsed,
        Optional<String> rewritten,
        List<String> differences,
        Tier tier,
        String reason,
        List<Part> parts,
        Optional<Fault> refusal) {

    public Explanation {
        differences = List.copyOf(differences);
        parts = List.copyOf(parts);
    }

    /** Of a line that was not translated. */
    public Explanation(
            ParsedLine parsed,
            Optional<String> rewritten,
            Tier tier,
            String reason,
            List<Part> parts,
            Optional<Fault> refusal) {
        this(parsed, rewritten, List.of(), tier, reason, parts, refusal);
    }

    /**
     * One command of the line.
     *
     * @param text as it would run
     * @param route who would run it
     * @param target the command's name, the Gogo function or the resolved program
     * @param tier its tier
     * @param reason one sentence
     */
    public record Part(String text, Route route, String target, Tier tier, String reason) {}

    /** Who runs a command. */
    public enum Route {
        /** An ISAAC command. */
        COMMAND,
        /** A builtin of the session, such as {@code cd}. */
        BUILTIN,
        /** A Gogo function. */
        GOGO,
        /** The native shell. */
        NATIVE,
        /** Nobody: the name is unknown. */
        UNKNOWN
    }
}
