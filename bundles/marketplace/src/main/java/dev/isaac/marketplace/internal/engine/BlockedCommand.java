package dev.isaac.marketplace.internal.engine;

import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.Invocation;
import dev.isaac.marketplace.internal.state.PluginRecord;
import java.util.Optional;

/** Holds the name of a command whose plugin may not run, and answers with the reason. */
final class BlockedCommand implements Command {

    static final String CATEGORY = "Blocked plugins";

    private final String name;
    private final PluginRecord plugin;
    private final Fault problem;

    BlockedCommand(String name, PluginRecord plugin, Fault problem) {
        this.name = name;
        this.plugin = plugin;
        this.problem = problem;
    }

    private Fault fault() {
        return new Fault(
                        problem.kind(),
                        problem.code(),
                        "The command " + name + " belongs to " + plugin.id() + ", which is blocked: "
                                + problem.message(),
                        problem.hint(),
                        problem.details())
                .detail("plugin", plugin.id().value());
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(name, "Blocked with its plugin " + plugin.id() + " (" + problem.code() + ")")
                .category(CATEGORY)
                .description(problem.message() + "\n\n" + problem.hint())
                .build();
    }

    @Override
    public Optional<Fault> unavailable() {
        return Optional.of(fault());
    }

    @Override
    public CommandResult execute(Invocation invocation) throws CommandException {
        throw fault().exception();
    }

    @Override
    public String toString() {
        return name + " blocked";
    }
}
