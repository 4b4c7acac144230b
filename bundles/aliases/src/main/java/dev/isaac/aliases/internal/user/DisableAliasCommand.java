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

/** {@code alias disable}. */
@Component(service = Command.class)
@CommandName(DisableAliasCommand.NAME)
@CommandCategory(Categories.ALIASES)
@CommandSummary(DisableAliasCommand.SUMMARY)
public final class DisableAliasCommand extends AliasCommand {

    static final String NAME = "alias disable";
    static final String SUMMARY = "Keep an alias without letting lines use it";

    /** Called by the component runtime. */
    @Activate
    public DisableAliasCommand(@Reference LineAliases aliases) {
        super(aliases, NAME, SUMMARY, "Of yours, or of a plugin.");
    }

    @Override
    String change(String name) throws CommandException {
        aliases.enable(name, false);
        return "disabled " + name;
    }
}
