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
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.command.spi.Settings;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Shows one setting. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName("config get")
@CommandSummary(ConfigGetCommand.SUMMARY)
public final class ConfigGetCommand implements Command {

    static final String SUMMARY = "Show the value of a setting";

    private final IsaacHome home;
    private final Settings settings;

    /** Reads the settings. */
    @Activate
    public ConfigGetCommand(@Reference IsaacHome home, @Reference Settings settings) {
        this.home = home;
        this.settings = settings;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command("config get", SUMMARY)
                .category("Shell")
                .arguments(Argument.required("key", ValueType.TEXT, "The setting; config list shows all"))
                .example("config get prompt.banner", "Show one setting")
                .build();
    }

    @Override
    public CommandResult execute(Invocation invocation) throws CommandException {
        SettingsFile.check(home);
        String key = invocation.text("key");
        return settings.get(key).map(CommandResult::text).orElseThrow(() -> Fault.of(
                        FaultKind.NOT_FOUND, "config.unknown-key", "There is no setting named \"" + key + "\".")
                .hint("config list shows all settings.")
                .exception());
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return keys(settings, request.prefix());
    }

    static List<Completion> keys(Settings settings, String prefix) {
        return settings.all().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> Completion.of(entry.getKey(), entry.getValue()))
                .toList();
    }
}
