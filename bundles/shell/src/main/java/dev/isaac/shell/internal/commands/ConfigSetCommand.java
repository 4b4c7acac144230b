package dev.isaac.shell.internal.commands;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import dev.isaac.command.spi.SettingDefinition;
import dev.isaac.command.spi.Settings;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Changes one setting. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName("config set")
@CommandSummary(ConfigSetCommand.SUMMARY)
public final class ConfigSetCommand implements Command {

    static final String SUMMARY = "Change a setting for good";

    private final Settings settings;
    private final BundleContext context;

    /** Writes the settings. */
    @Activate
    public ConfigSetCommand(@Reference Settings settings, BundleContext context) {
        this.settings = settings;
        this.context = context;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command("config set", SUMMARY)
                .description("The value is kept in config.json in the home folder and holds from now on.")
                .category("Shell")
                .arguments(
                        Argument.required("key", ValueType.TEXT, "The setting; config list shows all"),
                        Argument.required("value", ValueType.TEXT, "Its new value"))
                .example("config set prompt.banner off", "Start without the banner")
                .build();
    }

    @Override
    public CommandResult execute(Invocation invocation) throws CommandException {
        settings.set(invocation.text("key"), invocation.text("value"));
        return CommandResult.nothing();
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        if (request.parameter().equals("key")) {
            return ConfigGetCommand.keys(settings, request.prefix());
        }
        if (request.words().isEmpty()) {
            return List.of();
        }
        String key = request.words().get(0);
        return Definitions.all(context).stream()
                .filter(definition -> definition.key().equals(key))
                .map(SettingDefinition::choices)
                .flatMap(List::stream)
                .filter(choice -> choice.startsWith(request.prefix()))
                .map(choice -> Completion.of(choice, ""))
                .toList();
    }
}
