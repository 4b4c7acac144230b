package dev.isaac.command.spi;

import dev.isaac.command.Command;
import dev.isaac.command.CommandOutline;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Commands that are known before the bundles that bring them are in the framework. A service; thread-safe. Whoever routes
 * lines offers them behind all registered commands: from the moment a bundle registered a command of the same name, that
 * one is used.
 */
@ProviderType
public interface DeferredCommands {

    /** What is on offer: the same at every call. Installs nothing, and must be quick. */
    List<CommandOutline> outlines();

    /**
     * A command that stands for the one of that name and keeps nothing of it. Its bundles are installed and started when
     * it is asked for its manifest, for completion or to run; where that fails, {@link Command#unavailable()} tells why,
     * and the next question tries again.
     *
     * @throws IllegalArgumentException when the name is not among the {@link #outlines()}
     */
    Command command(String name);
}
