package dev.isaac.command;

import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One call of a command. Values were parsed and checked against the manifest; asking for a name that the manifest does
 * not declare, or for another type than it declares, throws {@link IllegalArgumentException}.
 *
 * <p>Of the typed accessors, those that return the bare type answer with the default of the option, and throw {@link
 * java.util.NoSuchElementException} where there is neither a value nor a default.
 */
@ProviderType
public interface Invocation {

    /** The manifest of the command that is called. */
    CommandManifest manifest();

    /** Whether the flag was given, or the option or argument has a value other than its default. */
    boolean has(String name);

    /** The value as text, or the default. For arguments and options alike; options without dashes. */
    Optional<String> value(String name);

    /** All values of a repeated argument or option, in order; empty when there is none. */
    List<String> values(String name);

    /** The value as text. */
    default String text(String name) {
        return value(name).orElseThrow();
    }

    /** The value of an {@link ValueType#INTEGER}. */
    long integer(String name);

    /** The value of a {@link ValueType#DECIMAL}. */
    BigDecimal decimal(String name);

    /** The value of a {@link ValueType#PATH}, absolute. */
    Path path(String name);

    /** The value of a {@link ValueType#DURATION}. */
    Duration duration(String name);

    /** The value of a {@link ValueType#SIZE}, in bytes. */
    long size(String name);

    /** The value of a {@link ValueType#URI}. */
    URI uri(String name);

    /**
     * What comes in: the output of the command before this one in a pipe, or a redirected file, or the terminal. Never
     * {@code null}; empty when there is nothing.
     */
    InputStream in();

    /** Whether {@link #in()} is a pipe or a file, so that reading it does not wait for a person. */
    boolean hasInput();

    /**
     * Where raw bytes go, for commands that pass data through (a download to {@code -}). A command that writes here
     * returns {@link CommandResult#nothing()}. Blocks when the reader is slow; fails with an {@link
     * java.io.IOException} when the reader is gone.
     */
    OutputStream out();

    /** The way to tell what is going on. */
    Progress progress();

    /** Tells when nobody waits any more. */
    Cancellation cancellation();

    /** The working directory of the session, absolute. */
    Path directory();

    /** The exported variables of the session, unmodifiable. */
    Map<String, String> environment();

    /**
     * Asks, and returns when the answer is yes.
     *
     * @throws CommandException {@code command.declined} when the answer is no, or {@code command.confirmation-needed}
     *     when nobody can be asked
     */
    void confirm(Confirmation confirmation) throws CommandException;

    /**
     * What was accepted beforehand by a global option such as {@code accept-plan}: a command that does something else than
     * that refuses, also where it would not have asked.
     *
     * @param option its name, without dashes
     * @return digests or fingerprints in lower case, without colons; empty: none was given
     */
    default Set<String> accepted(String option) {
        return Set.of();
    }

    /**
     * Asks for a secret without showing it. The caller clears the array.
     *
     * @throws CommandException {@code command.input-needed} when nobody can be asked
     */
    char[] secret(String prompt) throws CommandException;
}
