package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.Argument;
import dev.isaac.command.Column;
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
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Release;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace versions}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(VersionsCommand.NAME)
@CommandSummary(VersionsCommand.SUMMARY)
public final class VersionsCommand implements Command {

    static final String NAME = "marketplace versions";
    static final String SUMMARY = "List the versions of a plugin";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public VersionsCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description(
                        "Lists every published version, newest first. Any of them can be installed with ID@VERSION, unless it was withdrawn.")
                .arguments(Argument.required("plugin", ValueType.TEXT, "The plugin"))
                .example("marketplace versions git-helpers", "what there is")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        PluginId id = Plugins.id(in.text("plugin"));
        List<Release> releases = marketplace.versions(id, in.progress());
        Optional<PluginVersion> installed = marketplace.installed().stream()
                .filter(plugin -> plugin.id().equals(id))
                .map(plugin -> plugin.version())
                .findFirst();
        return CommandResult.table(
                List.of(
                        Column.text("version", "Version"),
                        Column.text("channel", "Channel"),
                        Column.text("published", "Published"),
                        Column.text("status", "Status"),
                        Column.text("reason", "Reason")),
                releases.stream()
                        .map(release -> Shapes.release(release, installed))
                        .toList());
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return request.parameter().equals("plugin") ? Plugins.available(marketplace, request) : List.of();
    }
}
