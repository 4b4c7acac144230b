package dev.isaac.aliases.internal.user;

import dev.isaac.aliases.internal.command.Categories;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.spi.LineAliases;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code alias remove}. */
@Component(service = Command.class)
@CommandName(RemoveAliasCommand.NAME)
@CommandCategory(Categories.ALIASES)
@CommandSummary(RemoveAliasCommand.SUMMARY)
public final class RemoveAliasCommand extends AliasCommand {

    static final String NAME = "alias remove";
    static final String SUMMARY = "Remove an alias of yours";

    /** Called by the component runtime. */
    @Activate
    public RemoveAliasCommand(@Reference LineAliases aliases) {
        super(aliases, NAME, SUMMARY, "Those of plugins go with the plugin, and can be disabled.");
    }

    @Override
    String change(String name) throws CommandException {
        aliases.remove(name);
        return "removed " + name;
    }
}
