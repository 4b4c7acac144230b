package dev.isaac.marketplace.internal.commands;

import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.PluginAdvisory;
import dev.isaac.marketplace.PluginDetails;
import dev.isaac.marketplace.PluginSummary;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.Statistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records of the marketplace as plain data, with the field names of the REST interface. */
final class Shapes {

    private Shapes() {}

    static Map<String, Object> summary(PluginSummary plugin) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", plugin.id().value());
        data.put("name", plugin.id().value());
        data.put("version", plugin.version().toString());
        data.put("author", plugin.author().isEmpty() ? plugin.publisher() : plugin.author());
        data.put("publisher", plugin.publisher());
        data.put("summary", plugin.summary());
        data.put("description", plugin.description().isEmpty() ? plugin.summary() : plugin.description());
        data.put("homepage", plugin.homepage());
        data.put("license", plugin.license());
        data.put("rating", plugin.statistics().map(Statistics::rating).orElse(0.0));
        data.put("downloads", plugin.statistics().map(Statistics::downloads).orElse(0L));
        data.put("tags", plugin.tags());
        data.put("updated", plugin.updated());
        data.put("registry", plugin.registry());
        data.put("installed", plugin.installed().map(PluginVersion::toString).orElse(""));
        return data;
    }

    static Map<String, Object> details(PluginDetails details) {
        Release release = details.release();
        Map<String, Object> data = summary(details.summary());
        data.put("version", release.version().toString());
        data.put("download_url", details.download().toString());
        data.put("checksum", release.sha256());
        data.put("length", release.length());
        data.put("dependencies", texts(release.requires()));
        data.put("permissions", release.permissions());
        data.put("flags", release.flags());
        data.put("channel", release.channel());
        data.put("published", release.published());
        data.put("yanked", release.yanked().isPresent());
        data.put("advisories", advisories(details.advisories()));
        data.put(
                "commands",
                release.commands().stream()
                        .map(command -> Map.of("name", command.name(), "summary", command.summary()))
                        .toList());
        data.put(
                "versions",
                details.versions().stream().map(PluginVersion::toString).toList());
        return data;
    }

    static Map<String, Object> release(Release release, Optional<PluginVersion> installed) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("version", release.version().toString());
        data.put("channel", release.channel());
        data.put("published", release.published());
        data.put("status", release.yanked().isPresent() ? "yanked" : "available");
        data.put("reason", release.yanked().orElse(""));
        data.put("length", release.length());
        data.put("checksum", release.sha256());
        data.put("dependencies", texts(release.requires()));
        data.put("installed", installed.equals(Optional.of(release.version())));
        return data;
    }

    static Map<String, Object> installed(InstalledPlugin plugin) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", plugin.id().value());
        data.put("name", plugin.id().value());
        data.put("version", plugin.version().toString());
        data.put("status", status(plugin));
        data.put("publisher", plugin.publisher());
        data.put("registry", plugin.registry());
        data.put("summary", plugin.summary());
        data.put("commands", plugin.commands());
        data.put("dependencies", texts(plugin.requires()));
        data.put("permissions", plugin.permissions());
        data.put("signer", plugin.keyId());
        data.put("requested", plugin.requested());
        data.put("installed", plugin.installed());
        data.put("advisories", advisories(plugin.advisories()));
        data.put("pinned", plugin.pin().isPresent());
        data.put("pin", plugin.pin().orElse(""));
        plugin.problem().ifPresent(problem -> {
            data.put("code", problem.code());
            data.put("problem", problem.message());
        });
        return data;
    }

    private static String status(InstalledPlugin plugin) {
        return switch (plugin.status()) {
            case RUNNING -> "running";
            case BLOCKED -> "blocked";
            case ELSEWHERE -> "changed elsewhere";
        };
    }

    static List<Map<String, Object>> advisories(List<PluginAdvisory> advisories) {
        List<Map<String, Object>> data = new ArrayList<>();
        for (PluginAdvisory advisory : advisories) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", advisory.id());
            entry.put("severity", advisory.severity());
            entry.put("reason", advisory.reason());
            entry.put("fixed", advisory.fixed().map(PluginVersion::toString).orElse(""));
            data.add(entry);
        }
        return data;
    }

    private static List<String> texts(List<Requirement> requires) {
        return requires.stream().map(Requirement::toString).toList();
    }
}
