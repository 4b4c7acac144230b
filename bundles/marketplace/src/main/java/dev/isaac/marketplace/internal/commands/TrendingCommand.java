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

/** {@code marketplace trending}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(TrendingCommand.NAME)
@CommandSummary(TrendingCommand.SUMMARY)
public final class TrendingCommand implements Command {

    static final String NAME = "marketplace trending";
    static final String SUMMARY = "List the plugins that gain most";

    private final Ranked ranked;

    /** Called by the component runtime. */
    @Activate
    public TrendingCommand(@Reference Marketplace marketplace) {
        this.ranked = new Ranked(NAME, SUMMARY, "their downloads of the last 30 days", marketplace::trending);
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
