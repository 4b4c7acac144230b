package dev.isaac.authoring.internal.plugin;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.authoring.internal.Refusals;
import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import dev.isaac.signing.PluginInspection;
import dev.isaac.trust.author.PluginStatement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;

/** {@code plugin check}. */
@Component(service = Command.class)
@CommandName(CheckCommand.NAME)
@CommandCategory(Categories.PUBLISHING)
@CommandSummary(CheckCommand.SUMMARY)
public final class CheckCommand implements Command {

    static final String NAME = "plugin check";
    static final String SUMMARY = "Check whether a registry would take a plugin";

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Categories.PUBLISHING)
                .description(
                        "Inspects a jar as a registry does before it publishes it, and as everybody does who installs it: the archive,"
                                + " the manifest, the component descriptions, and the permissions that its code needs. No code of it runs.")
                .arguments(Argument.required("jar", ValueType.PATH, "The plugin"))
                .example("plugin check target/greeter-1.0.0.jar", "before it is signed")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        return Refusals.translate(() -> {
            PluginInspection plugin = PluginInspection.of(in.path("jar"));
            plugin.flags().forEach(flag -> in.progress().note("It " + flag.sentence() + "."));
            plugin.advice().forEach(in.progress()::note);
            return new CommandResult.Details(fields(plugin), PluginData.of(plugin));
        });
    }

    private static Map<String, Object> fields(PluginInspection plugin) {
        PluginStatement statement = plugin.statement();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Plugin", statement.id() + " " + statement.version());
        fields.put("Publisher", statement.publisher());
        fields.put("Bundle", statement.symbolicName());
        fields.put("SHA-256", statement.sha256());
        fields.put("Bytes", statement.length());
        plugin.jarSignature()
                .ifPresent(signature ->
                        fields.put("Jar signature", signature.signer() + ", certificate " + signature.fingerprint()));
        fields.put("Java", plugin.java());
        if (!plugin.hostApi().isEmpty()) {
            fields.put("Command API", plugin.hostApi());
        }
        fields.put(
                "Permissions", statement.permissions().isEmpty() ? "none" : String.join(", ", statement.permissions()));
        if (!statement.requires().isEmpty()) {
            fields.put(
                    "Needs",
                    statement.requires().stream()
                            .map(need -> need.plugin() + " " + need.range() + (need.optional() ? " (optional)" : ""))
                            .collect(Collectors.joining(", ")));
        }
        fields.put(
                "Commands",
                plugin.commands().stream().map(PluginInspection.Command::name).collect(Collectors.joining(", ")));
        return fields;
    }
}
