package dev.isaac.command;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One command, registered as an OSGi service. It is usable at the prompt, on the command line, from Gogo (scope {@code
 * isaac}), over the network and by embedders from the moment its service is registered until it is unregistered.
 *
 * <p>A group such as {@code marketplace} is not a command: it arises from the commands whose names begin with that word.
 *
 * <p>Register with the service property {@link #NAME} (see {@link CommandName}) so that the shell can list the name
 * without creating the component. The property must equal {@link CommandManifest#name()}.
 *
 * <p>Implementations are thread-safe: two surfaces may execute one command at the same time.
 */
@ConsumerType
public interface Command {

    /** Service property, a {@code String}: the full name of the command, words separated by one blank. */
    String NAME = "isaac.command.name";

    /** Service property, a {@code String[]}: other full names under which the command can be called; see {@link CommandAliases}. */
    String ALIASES = "isaac.command.aliases";

    /** Describes the command. Returns an equal manifest at every call. */
    CommandManifest manifest();

    /**
     * Why the command cannot run at present, whatever is typed behind its name; empty when it can. Asked before
     * arguments are looked at, so that a name whose owner is out of order answers with the reason instead of passing the
     * line on to a program of the same name.
     */
    default Optional<Fault> unavailable() {
        return Optional.empty();
    }

    /**
     * Runs the command. Arguments and options were checked against the manifest before.
     *
     * @param invocation what was typed, and the way back to the caller; valid until this method returns, and until the
     *     stream of a {@link CommandResult.Records} result is closed
     * @return the data; the surface decides how it looks
     * @throws CommandException with a stable code when the command cannot do what was asked
     */
    CommandResult execute(Invocation invocation) throws CommandException;

    /**
     * Proposes values for the argument or option that is being typed. Must answer within about 50 ms and must not use
     * the network; the default proposes nothing. Files, choices, options and sub-commands are completed by the shell.
     */
    default List<Completion> complete(CompletionRequest request) {
        return List.of();
    }
}
