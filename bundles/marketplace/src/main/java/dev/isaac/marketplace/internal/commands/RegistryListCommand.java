package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.Column;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.RegistryInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace registry list}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(RegistryListCommand.NAME)
@CommandSummary(RegistryListCommand.SUMMARY)
public final class RegistryListCommand implements Command {

    static final String NAME = "marketplace registry list";
    static final String SUMMARY = "List the registries";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public RegistryListCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description(
                        "Lists the registries in the order in which they are asked, with the digest of the root that is trusted for each.")
                .example("marketplace registry list", "where plugins come from")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        List<RegistryInfo> registries = marketplace.registries();
        if (registries.isEmpty()) {
            return CommandResult.text(
                    "No registry is configured. marketplace registry add NAME LOCATION --root FILE adds one.",
                    List.of());
        }
        return CommandResult.table(
                List.of(
                        Column.text("name", "Registry"),
                        Column.text("location", "Location"),
                        Column.text("root", "Root"),
                        Column.text("origin", "From"),
                        Column.text("plugins", "Only from here")),
                registries.stream().map(RegistryListCommand::row).toList());
    }

    static Map<String, Object> row(RegistryInfo registry) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", registry.name());
        row.put("location", registry.location());
        row.put("root", registry.rootDigest());
        row.put("origin", registry.builtIn() ? "distribution" : "you");
        row.put("plugins", registry.plugins());
        return row;
    }
}
