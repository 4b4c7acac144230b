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
import dev.isaac.marketplace.PluginDetails;
import dev.isaac.marketplace.PluginSelector;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace info}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(InfoCommand.NAME)
@CommandSummary(InfoCommand.SUMMARY)
public final class InfoCommand implements Command {

    static final String NAME = "marketplace info";
    static final String SUMMARY = "Show everything about a plugin";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public InfoCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description(
                        "Shows what the registry's signed index says about a plugin: the newest stable version, or the one that is named.")
                .arguments(Argument.required("plugin", ValueType.TEXT, "The plugin, as ID or ID@VERSION"))
                .example("marketplace info git-helpers", "the newest version")
                .example("marketplace info git-helpers@1.0.0", "a certain version")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        PluginDetails details = marketplace.info(PluginSelector.parse(in.text("plugin")), in.progress());
        return new CommandResult.Details(Listings.fields(details), Shapes.details(details));
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return request.parameter().equals("plugin") ? Plugins.available(marketplace, request) : List.of();
    }
}
