package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PlanRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace sync}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(SyncCommand.NAME)
@CommandSummary(SyncCommand.SUMMARY)
public final class SyncCommand implements Command {

    static final String NAME = "marketplace sync";
    static final String SUMMARY = "Have exactly the plugins that a lock lists";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public SyncCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description("""
                        Installs what is missing, puts locked versions in the place of others, and removes what the lock does not list, all of \
                        it or nothing. The registry has to offer the very bytes that were locked, signed by the same key; versions that \
                        were withdrawn since are taken all the same. The data of removed plugins stays.""")
                .arguments(Argument.required("file", ValueType.PATH, "A file that marketplace lock wrote"))
                .options(Option.flag("plan", "Show what would happen, and stop"))
                .example("marketplace sync isaac.lock --plan", "what would change")
                .example("marketplace sync isaac.lock --yes", "for scripts")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        PlanRequest request = new PlanRequest.Sync(LockFile.read(in.path("file")));
        return Changes.run(marketplace, request, in.has("plan"), in);
    }
}
