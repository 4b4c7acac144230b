package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.Column;
import dev.isaac.command.CommandResult;
import dev.isaac.marketplace.PluginAdvisory;
import dev.isaac.marketplace.PluginDetails;
import dev.isaac.marketplace.PluginSummary;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.Release.ProvidedCommand;
import dev.isaac.marketplace.Requirement;
import dev.isaac.trust.permission.CodeFlag;
import dev.isaac.trust.permission.Permissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lists and details as people read them. */
final class Listings {

    private Listings() {}

    static CommandResult catalogue(List<PluginSummary> plugins, String whenEmpty) {
        if (plugins.isEmpty()) {
            return CommandResult.text(whenEmpty, List.of());
        }
        return CommandResult.table(
                List.of(
                        Column.text("id", "Plugin"),
                        Column.text("version", "Version"),
                        Column.text("summary", "Summary"),
                        Column.text("installed", "Installed")),
                plugins.stream().map(Shapes::summary).toList());
    }

    static CommandResult counted(Optional<List<PluginSummary>> plugins) {
        if (plugins.isEmpty() || plugins.get().isEmpty()) {
            return CommandResult.text(
                    "No registry keeps statistics yet, so nothing can be ranked. marketplace search lists all plugins.",
                    List.of());
        }
        return CommandResult.table(
                List.of(
                        Column.text("id", "Plugin"),
                        Column.text("version", "Version"),
                        Column.number("downloads", "Downloads"),
                        Column.number("rating", "Rating"),
                        Column.text("summary", "Summary")),
                plugins.get().stream().map(Shapes::summary).toList());
    }

    static Map<String, Object> fields(PluginDetails details) {
        PluginSummary summary = details.summary();
        Release release = details.release();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Plugin", release.id().value());
        fields.put("Version", release.version() + (release.isStable() ? "" : " (" + release.channel() + ")"));
        summary.installed().ifPresent(version -> fields.put("Installed", version.toString()));
        put(fields, "Summary", summary.summary());
        put(fields, "Description", summary.description().equals(summary.summary()) ? "" : summary.description());
        put(
                fields,
                "Commands",
                release.commands().stream().map(ProvidedCommand::name).collect(Collectors.joining(", ")));
        put(
                fields,
                "Needs",
                release.requires().stream().map(Requirement::toString).collect(Collectors.joining(", ")));
        put(fields, "Permissions", release.permissions().isEmpty() ? "none" : permissions(release.permissions()));
        put(
                fields,
                "Unchecked",
                release.flags().stream().map(CodeFlag::sentence).collect(Collectors.joining("; ")));
        put(fields, "Tags", String.join(", ", summary.tags()));
        put(fields, "Author", summary.author());
        put(fields, "Publisher", release.publisher());
        put(fields, "Homepage", summary.homepage());
        put(fields, "License", summary.license());
        put(fields, "Published", release.published());
        release.yanked().ifPresent(reason -> fields.put("Withdrawn", reason.isEmpty() ? "yes" : reason));
        put(
                fields,
                "Warnings",
                details.advisories().stream().map(PluginAdvisory::line).collect(Collectors.joining("; ")));
        summary.statistics()
                .ifPresent(counted -> fields.put(
                        "Downloads", counted.downloads() + ", " + counted.recent() + " in the last 30 days"));
        fields.put(
                "Versions",
                details.versions().stream().map(PluginVersion::toString).collect(Collectors.joining(", ")));
        fields.put("Registry", release.registry());
        fields.put("SHA-256", release.sha256());
        return fields;
    }

    private static String permissions(List<String> permissions) {
        return permissions.stream()
                .map(permission -> permission + " (" + Permissions.sentence(permission) + ")")
                .collect(Collectors.joining(", "));
    }

    private static void put(Map<String, Object> fields, String title, String value) {
        if (!value.isEmpty()) {
            fields.put(title, value);
        }
    }
}
