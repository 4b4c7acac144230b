package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PluginId;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace unpin}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(UnpinCommand.NAME)
@CommandSummary(UnpinCommand.SUMMARY)
public final class UnpinCommand implements Command {

    static final String NAME = "marketplace unpin";
    static final String SUMMARY = "Let a pinned plugin be updated again";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public UnpinCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description("Takes back what marketplace pin did. Nothing else changes until the next update.")
                .arguments(Argument.required("plugin", ValueType.TEXT, "A pinned plugin"))
                .example("marketplace unpin notes", "let it be updated again")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        PluginId id = Plugins.id(in.text("plugin"));
        marketplace.unpin(id, in.progress(), in.cancellation());
        return CommandResult.text(id + " is not pinned any more.", Map.of("id", id.value(), "pinned", false));
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return request.parameter().equals("plugin") ? Plugins.installed(marketplace, request) : List.of();
    }
}
