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

/** {@code marketplace update}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(UpdateCommand.NAME)
@CommandSummary(UpdateCommand.SUMMARY)
public final class UpdateCommand implements Command {

    static final String NAME = "marketplace update";
    static final String SUMMARY = "Update installed plugins in place";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public UpdateCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description("""
                        Takes the newest stable versions that fit together. The new version is verified as at an installation, takes \
                        the place of the old one in the running process, and must be healthy; if it is not, the old one runs again. \
                        The plugin's data stays.

                        A new signer and wider permissions are never answered by --yes, but by --accept-signer and --accept-plan.""")
                .arguments(Argument.optional("plugin", ValueType.TEXT, "Plugins; without any, all that are installed")
                        .repeating())
                .options(
                        Option.flag("plan", "Show what would happen, and stop"),
                        Option.value(
                                "channel",
                                "NAME",
                                ValueType.TEXT,
                                "Take versions of this channel for them, too, such as beta"))
                .example("marketplace update", "update everything")
                .example("marketplace update git-helpers --plan", "what an update would do")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        PlanRequest request = new PlanRequest.Update(Plugins.ids(in.values("plugin")), in.value("channel"));
        return Changes.run(marketplace, request, in.has("plan"), in);
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return request.parameter().equals("plugin") ? Plugins.installed(marketplace, request) : List.of();
    }
}
