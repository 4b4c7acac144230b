package dev.isaac.marketplace.internal.feature;

import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandOutline;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Fault;
import dev.isaac.command.Invocation;
import java.util.List;
import java.util.Optional;

/** Stands for a command of a feature; holds nothing of it from one question to the next. */
final class DeferredCommand implements Command {

    private static final System.Logger LOG = System.getLogger(DeferredCommand.class.getName());

    private final CommandOutline outline;
    private final OnDemandFeatures features;

    DeferredCommand(CommandOutline outline, OnDemandFeatures features) {
        this.outline = outline;
        this.features = features;
    }

    @Override
    public CommandManifest manifest() {
        try {
            return features.with(outline.name(), Command::manifest);
        } catch (CommandException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    e.fault().code() + ": " + e.fault().message(),
                    e);
            return CommandManifest.command(outline.name(), outline.summary())
                    .category(outline.category())
                    .description(e.fault().message() + "\n\n" + e.fault().hint())
                    .aliases(outline.aliases().toArray(String[]::new))
                    .build();
        }
    }

    @Override
    public Optional<Fault> unavailable() {
        try {
            return features.with(outline.name(), Command::unavailable);
        } catch (CommandException e) {
            return Optional.of(e.fault());
        }
    }

    @Override
    public CommandResult execute(Invocation invocation) throws CommandException {
        return features.with(outline.name(), command -> command.execute(invocation));
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        try {
            return features.with(outline.name(), command -> command.complete(request));
        } catch (CommandException e) {
            return List.of(); // the command itself tells
        }
    }

    @Override
    public String toString() {
        return outline.name() + " on demand";
    }
}
