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

/** {@code alias enable}. */
@Component(service = Command.class)
@CommandName(EnableAliasCommand.NAME)
@CommandCategory(Categories.ALIASES)
@CommandSummary(EnableAliasCommand.SUMMARY)
public final class EnableAliasCommand extends AliasCommand {

    static final String NAME = "alias enable";
    static final String SUMMARY = "Let lines use an alias again";

    /** Called by the component runtime. */
    @Activate
    public EnableAliasCommand(@Reference LineAliases aliases) {
        super(aliases, NAME, SUMMARY, "Of yours, or of a plugin.");
    }

    @Override
    String change(String name) throws CommandException {
        aliases.enable(name, true);
        return "enabled " + name;
    }
}
