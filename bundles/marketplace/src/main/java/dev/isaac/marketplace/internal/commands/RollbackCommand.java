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

/** {@code marketplace rollback}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(RollbackCommand.NAME)
@CommandSummary(RollbackCommand.SUMMARY)
public final class RollbackCommand implements Command {

    static final String NAME = "marketplace rollback";
    static final String SUMMARY = "Bring back the version of a plugin that was there before";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public RollbackCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description("""
                        Puts the version that an update or rollback replaced in its place again, in the running process and without any \
                        network: its bytes are still in the store, and are verified again. The data of the plugin comes back as that \
                        version left it; what the newer one wrote is kept, and a second rollback brings it back.""")
                .arguments(Argument.required("plugin", ValueType.TEXT, "An installed plugin"))
                .options(Option.flag("plan", "Show what would happen, and stop"))
                .example("marketplace rollback notes", "go back to the version before")
                .example("marketplace rollback notes --plan", "what would happen")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        PlanRequest request = new PlanRequest.Rollback(Plugins.id(in.text("plugin")));
        return Changes.run(marketplace, request, in.has("plan"), in);
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return request.parameter().equals("plugin") ? Plugins.installed(marketplace, request) : List.of();
    }
}
