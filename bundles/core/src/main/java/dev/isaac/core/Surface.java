package dev.isaac.core;

import dev.isaac.command.CommandResult;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Fault;
import dev.isaac.command.Progress;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** Where a line runs: a terminal, a process without one, a network connection, an embedding application. */
@ConsumerType
public interface Surface {

    /** Standard input of the line. */
    InputStream in();

    /** Standard output of the line, for native programs and raw bytes. */
    OutputStream out();

    /** Standard error of the line. */
    OutputStream err();

    /**
     * Whether {@link #in()}, {@link #out()} and {@link #err()} are those of this process, so that a native program may
     * inherit them and own the terminal.
     */
    boolean inheritsProcessStreams();

    /** Whether the input is a pipe or a file rather than a person. */
    boolean hasInput();

    /**
     * Whether what {@link #show} and {@link #report} get reaches its reader as data anyway, as one document or as objects.
     * Then a command with {@code --json} gives its bare data; elsewhere it shows the document {@code {"ok":…}} itself.
     */
    default boolean collects() {
        return false;
    }

    /** Shows the result of a command. Reads and closes a stream of records. Called in the order of the line. */
    void show(CommandResult result);

    /** Tells what went wrong. */
    void report(Fault fault);

    /** Where progress goes. */
    Progress progress();

    /** Asks the user. {@link Answer#NOBODY} where no one can be asked. */
    Answer ask(Question question);

    /**
     * What was accepted beforehand by a global option such as {@code accept-plan}.
     *
     * @param option its name, without dashes
     * @return digests or fingerprints in lower case, without colons; empty: none was given
     */
    default Set<String> accepted(String option) {
        return Set.of();
    }

    /** Asks for a secret; {@code null} where no one can be asked. */
    char @org.jspecify.annotations.Nullable [] askSecret(String prompt);

    /**
     * Called once before a line runs, so that the surface can interrupt it.
     *
     * @param interrupt stops what runs; may be called from any thread, more than once
     */
    void running(Runnable interrupt);

    /**
     * A question of the tier gate or of a command.
     *
     * @param confirmation what is asked
     * @param source who asks
     * @param alwaysAllow what "always allow" would allow from now on; empty where policy or the tier forbids it
     */
    record Question(Confirmation confirmation, Source source, java.util.Optional<String> alwaysAllow) {}

    /** Who asks. */
    enum Source {
        /** The tier gate. */
        GATE,
        /** A command. */
        COMMAND
    }

    /** What the user answers. */
    enum Answer {
        /** Do it. */
        YES,
        /** Do not. */
        NO,
        /** Do it, and do not ask again for this. */
        ALWAYS,
        /** Nobody can be asked. */
        NOBODY
    }
}
