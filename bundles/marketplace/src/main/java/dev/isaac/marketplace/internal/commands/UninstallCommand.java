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
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PlanRequest;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace uninstall}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(UninstallCommand.NAME)
@CommandSummary(UninstallCommand.SUMMARY)
public final class UninstallCommand implements Command {

    static final String NAME = "marketplace uninstall";
    static final String SUMMARY = "Remove plugins";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public UninstallCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description("""
                        Stops the plugins and removes them from the running process and from the store. Their commands are gone when \
                        this one returns. What they keep for you stays for a later installation, unless --purge is given. A plugin \
                        that another one needs stays.""")
                .arguments(Argument.required("plugin", ValueType.TEXT, "Installed plugins")
                        .repeating())
                .options(
                        Option.flag("purge", "Delete the data of the plugins, too"),
                        Option.flag("plan", "Show what would happen, and stop"))
                .example("marketplace uninstall git-helpers", "remove it, keep its data")
                .example("marketplace uninstall notes --purge", "remove it with its data")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        PlanRequest request = new PlanRequest.Uninstall(Plugins.ids(in.values("plugin")), in.has("purge"));
        return Changes.run(marketplace, request, in.has("plan"), in);
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return request.parameter().equals("plugin") ? Plugins.installed(marketplace, request) : List.of();
    }
}
