package dev.isaac.aliases.internal.shell;

import dev.isaac.aliases.internal.model.Refused;
import java.util.List;
import java.util.Optional;

/**
 * A program of {@code sed}, read by {@link SedReader}.
 *
 * @param commands in order
 */
public record SedProgram(List<Command> commands) {

    public SedProgram {
        commands = List.copyOf(commands);
    }

    /** Where a command applies. */
    public sealed interface Address {}

    /** Everywhere. */
    public record Everywhere() implements Address {}

    /** One line by its number, from 1. */
    public record Line(int number) implements Address {}

    /** The last line. */
    public record Last() implements Address {}

    /** Lines that match. */
    public record Matching(String pattern, boolean ignoreCase) implements Address {}

    /** Every so many lines, from a first one: {@code 1~2}. */
    public record Step(int first, int step) implements Address {}

    /** From one line to another. */
    public record Range(Address from, End to) implements Address {}

    /** Where a range ends. */
    public sealed interface End {}

    /** At a line of this number. */
    public record AtLine(int number) implements End {}

    /** At the last line. */
    public record AtLast() implements End {}

    /** At the next line that matches. */
    public record AtMatch(String pattern, boolean ignoreCase) implements End {}

    /** So many lines later. */
    public record After(int lines) implements End {}

    /**
     * One command.
     *
     * @param negated whether {@code !} stood before it
     * @param name its letter; <code>&#123;</code> for a block, {@code :} for a label
     * @param substitution for {@code s}
     * @param text what {@code a}, {@code i} and {@code c} print, the label of {@code :}, {@code b} and {@code t}, or the
     *     first set of {@code y}
     * @param other the second set of {@code y}
     * @param block the commands of a block
     */
    public record Command(
            Address address,
            boolean negated,
            char name,
            Optional<Substitution> substitution,
            String text,
            String other,
            List<Command> block) {
        public Command {
            block = List.copyOf(block);
        }
    }

    /**
     * {@code s/pattern/replacement/flags}.
     *
     * @param number which match is replaced, from 1
     * @param global whether those behind it are replaced too
     * @param prints whether the line is printed when something was replaced
     */
    public record Substitution(
            String pattern, String replacement, int number, boolean global, boolean ignoreCase, boolean prints) {}

    /** Reads a program, or refuses it. */
    public static SedProgram parse(String text) throws Refused {
        return new SedReader(text).run();
    }

    /** Whether any command, in blocks too, has one of these names. */
    public boolean has(String names) {
        return has(commands, names);
    }

    private static boolean has(List<Command> commands, String names) {
        return commands.stream().anyMatch(c -> names.indexOf(c.name()) >= 0 || has(c.block(), names));
    }
}
