package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.marketplace.Marketplace;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace popular}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(PopularCommand.NAME)
@CommandSummary(PopularCommand.SUMMARY)
public final class PopularCommand implements Command {

    static final String NAME = "marketplace popular";
    static final String SUMMARY = "List the most downloaded plugins";

    private final Ranked ranked;

    /** Called by the component runtime. */
    @Activate
    public PopularCommand(@Reference Marketplace marketplace) {
        this.ranked = new Ranked(NAME, SUMMARY, "their downloads in all", marketplace::popular);
    }

    @Override
    public CommandManifest manifest() {
        return ranked.manifest();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        return ranked.execute(in);
    }
}
