package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.Column;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.Marketplace;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace list}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(ListCommand.NAME)
@CommandSummary(ListCommand.SUMMARY)
public final class ListCommand implements Command {

    static final String NAME = "marketplace list";
    static final String SUMMARY = "List the installed plugins";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public ListCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description("""
                        Lists what is installed in this home, and how it is in this process: running, blocked with the reason, or \
                        changed by another ISAAC.""")
                .example("marketplace list", "what is installed")
                .example("marketplace list --json | jq .", "the same as data")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        List<InstalledPlugin> plugins = marketplace.installed();
        if (plugins.isEmpty()) {
            return CommandResult.text("No plugin is installed. marketplace search lists what there is.", List.of());
        }
        for (InstalledPlugin plugin : plugins) {
            if (plugin.problem().isEmpty()) {
                Plugins.warn(plugin, in.progress());
            }
            plugin.pin().ifPresent(reason -> in.progress()
                    .note(plugin.id() + " " + plugin.version() + " is pinned: " + reason + "."));
            plugin.problem().ifPresent(problem -> in.progress().warn(problem.message() + " (" + problem.code() + ")"));
        }
        return CommandResult.table(
                List.of(
                        Column.text("id", "Plugin"),
                        Column.text("version", "Version"),
                        Column.text("status", "Status"),
                        Column.text("publisher", "Publisher"),
                        Column.text("summary", "Summary")),
                plugins.stream().map(Shapes::installed).toList());
    }
}
