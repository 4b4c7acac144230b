package dev.isaac.marketplace.internal.commands;

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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace popular}. */
@Component(service = Command.class)
@CommandName(PopularCommand.NAME)
@CommandSummary(PopularCommand.SUMMARY)
public final class PopularCommand implements Command {

    static final String NAME = "marketplace popular";
    static final String SUMMARY = "List the most downloaded plugins";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public PopularCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description(
                        "Lists plugins by their downloads in all, from the signed statistics of the registries. A registry without statistics has no say in it.")
                .options(Option.value("limit", "N", ValueType.INTEGER, "How many to show at most")
                        .orElse("10"))
                .example("marketplace popular --limit 5", "the first five")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        return Listings.counted(marketplace.popular(Plugins.limit(in), in.progress()));
    }
}
