package dev.isaac.core;

import dev.isaac.command.Command;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandOutline;
import dev.isaac.command.Invocation;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one way to run a line. The same parse, rewrite, tier gate and execution hold for every caller. An OSGi service,
 * thread-safe.
 */
@ProviderType
public interface CommandGateway {

    /** Opens a session. Directory, variables and jobs live in it from line to line. The caller closes it. */
    LineSession open(SessionOptions options);

    /**
     * Opens a session that begins as the one now is in which a command runs: with its directory, variables, functions and
     * aliases. What happens in it stays in it. The caller closes it.
     *
     * @param invocation the call; of one that did not come from this gateway only the directory and the environment are known
     */
    default LineSession openLike(Invocation invocation) {
        return open(new SessionOptions(invocation.directory(), invocation.environment(), false));
    }

    /** Every command that is there now, sorted by name. Creates no component. */
    List<String> commandNames();

    /** The manifest of a command, by name or alias; empty when there is none now. */
    Optional<CommandManifest> manifest(String name);

    /**
     * All manifests, sorted by name. Creates every command, and installs what the distribution offers on demand; for a
     * list {@link #outlines()} is the better question. A command that fails to describe itself is left out and logged.
     */
    List<CommandManifest> manifests();

    /**
     * The outlines of all commands, sorted by name. Creates only those whose registration does not say enough; installs
     * nothing. A command that fails to describe itself is left out and logged.
     */
    List<CommandOutline> outlines();

    /** The command whose name is nearest to what was typed, if it is near enough to be meant. */
    Optional<String> nearest(String typed);

    /** Calls back after commands appeared or vanished; on the thread of the change, so the callback must be quick. */
    AutoCloseable onChange(Runnable callback);

    /** The command itself, for completion of its values; empty when there is none now. */
    Optional<Command> command(String name);
}
