package dev.isaac.command.spi;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Functions of another command processor, called as {@code scope:function}. A service by whoever knows that processor,
 * so that the gateway needs nothing of it. Thread-safe.
 */
@ConsumerType
public interface ScopedFunctions {

    /** Whether the function exists now. Must be quick: it is asked for every line of that form. */
    boolean has(String scope, String function);

    /**
     * Why a function must not be called, whoever confirms it: then a line that calls it is refused before anybody is asked.
     * Must be quick, and not the only guard: a function may be reached by ways that no line shows.
     *
     * @return empty when it may be called, as every function may unless an implementation says otherwise
     */
    default Optional<Fault> refusal(String scope, String function) {
        return Optional.empty();
    }

    /**
     * Calls a function.
     *
     * @param scope the word before the colon
     * @param function the word after it
     * @param arguments the words that follow, expanded
     * @param streams where it reads and writes
     * @return the exit code
     * @throws CommandException when the function does not exist any more, or failed
     */
    int execute(String scope, String function, List<String> arguments, Streams streams) throws CommandException;

    /**
     * Where a function reads and writes. The caller closes them.
     *
     * @param in standard input
     * @param out standard output
     * @param err standard error
     * @param directory working directory, absolute
     */
    record Streams(InputStream in, OutputStream out, OutputStream err, Path directory) {}
}
