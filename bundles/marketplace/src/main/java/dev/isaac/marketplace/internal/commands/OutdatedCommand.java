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
import dev.isaac.marketplace.Outdated;
import dev.isaac.marketplace.PluginId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace outdated}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(OutdatedCommand.NAME)
@CommandSummary(OutdatedCommand.SUMMARY)
public final class OutdatedCommand implements Command {

    static final String NAME = "marketplace outdated";
    static final String SUMMARY = "List the installed plugins that have something newer";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public OutdatedCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description(
                        "Asks the registries for newer stable versions of what is installed. Changes nothing; marketplace update does.")
                .example("marketplace outdated", "what could be updated")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        List<Outdated> outdated = marketplace.outdated(in.progress());
        Map<PluginId, String> pins = new HashMap<>();
        for (InstalledPlugin plugin : marketplace.installed()) {
            Plugins.warn(plugin, in.progress());
            plugin.pin().ifPresent(reason -> pins.put(plugin.id(), reason));
        }
        if (outdated.isEmpty()) {
            return CommandResult.text("Everything is up to date.", List.of());
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Outdated plugin : outdated) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", plugin.id().value());
            row.put("installed", plugin.installed().toString());
            row.put("available", plugin.available().toString());
            row.put("registry", plugin.registry());
            row.put("pin", pins.getOrDefault(plugin.id(), ""));
            rows.add(row);
        }
        return CommandResult.table(
                List.of(
                        Column.text("id", "Plugin"),
                        Column.text("installed", "Installed"),
                        Column.text("available", "Available"),
                        Column.text("registry", "Registry"),
                        Column.text("pin", "Pinned")),
                rows);
    }
}
