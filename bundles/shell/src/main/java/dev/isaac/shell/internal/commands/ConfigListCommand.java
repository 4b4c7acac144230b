package dev.isaac.shell.internal.commands;

import dev.isaac.command.Column;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.command.spi.SettingDefinition;
import dev.isaac.command.spi.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Lists all settings. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName("config list")
@CommandSummary(ConfigListCommand.SUMMARY)
public final class ConfigListCommand implements Command {

    static final String SUMMARY = "List all settings with their values";

    private static final List<Column> COLUMNS = List.of(
            Column.text("key", "Setting"),
            Column.text("value", "Value"),
            Column.text("summary", "What it does"),
            Column.text("default", "Default"),
            Column.text("choices", "Allowed"));

    private final IsaacHome home;
    private final Settings settings;
    private final BundleContext context;

    /** Reads settings and their definitions. */
    @Activate
    public ConfigListCommand(@Reference IsaacHome home, @Reference Settings settings, BundleContext context) {
        this.home = home;
        this.settings = settings;
        this.context = context;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command("config list", SUMMARY)
                .category("Shell")
                .example("config list", "List all settings")
                .build();
    }

    @Override
    public CommandResult execute(Invocation invocation) throws CommandException {
        SettingsFile.check(home);
        Map<String, SettingDefinition> definitions = new TreeMap<>();
        Definitions.all(context).forEach(definition -> definitions.put(definition.key(), definition));
        List<Map<String, Object>> rows = new ArrayList<>();
        new TreeMap<>(settings.all()).forEach((key, value) -> {
            SettingDefinition definition = definitions.get(key);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("key", key);
            row.put("value", value);
            row.put("summary", definition == null ? "" : definition.summary());
            row.put("default", definition == null ? null : definition.defaultValue());
            row.put("choices", definition == null ? List.of() : definition.choices());
            rows.add(row);
        });
        return CommandResult.table(COLUMNS, rows);
    }
}
