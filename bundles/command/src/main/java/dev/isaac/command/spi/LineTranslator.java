package dev.isaac.command.spi;

import dev.isaac.command.CommandException;
import dev.isaac.command.line.Node;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says lines that were written for another system in the words of this one. Registered as a service with the property
 * {@link #NAMES}; several are asked in the order of their service ranking, and the first answer counts.
 *
 * <p>On Linux and macOS it is asked for single commands only, and only where the name is one of {@link #NAMES} and no program,
 * function, alias or command here: what exists is never hidden. On Windows it is asked for whole lines that would go to the
 * native shell. Whatever it answers is judged by the tier gate beside what was typed, and the stricter verdict wins.
 * Thread-safe.
 */
@ConsumerType
public interface LineTranslator {

    /**
     * Service property, {@code String[]}: the names of the foreign commands that it knows, in lower case. It may be large:
     * it is how a line is known to need the translator before any code of it is there.
     */
    String NAMES = "isaac.translator.names";

    /** The shells that a line may be meant for. */
    enum Shell {
        /** bash or sh on Linux. */
        LINUX,
        /** bash or sh on macOS. */
        MACOS,
        /** PowerShell 7. */
        POWERSHELL,
        /** Windows PowerShell 5.1. */
        POWERSHELL5,
        /** The command processor of Windows. */
        CMD
    }

    /**
     * A line in the words of the target.
     *
     * @param text the line
     * @param differences how it differs from what was typed, one sentence each; empty: it does the same
     */
    record Translated(String text, List<String> differences) {
        public Translated {
            differences = List.copyOf(differences);
        }
    }

    /**
     * Translates a line.
     *
     * @param text the line as typed
     * @param line its tree
     * @param target the shell that will run it
     * @return empty to leave the line as it is
     * @throws CommandException when the line is recognised and has no faithful translation: code, sentence and, as the hint,
     *     the nearest alternative
     */
    Optional<Translated> translate(String text, Node.Sequence line, Shell target) throws CommandException;
}
