package dev.isaac.marketplace.internal.catalog;

import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSummary;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.Release.ProvidedCommand;
import dev.isaac.marketplace.Statistics;
import dev.isaac.marketplace.VersionRange;
import dev.isaac.marketplace.internal.state.StateFile;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonLimits;
import dev.isaac.trust.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the documents of a registry into records; see {@code docs/registry-format.md}. */
final class Documents {

    private static final long FORMAT = 1;
    private static final int FIRST_JAVA = 8;
    private static final String STABLE = "stable";
    private static final String PRE_RELEASES = "beta";

    private Documents() {}

    /** {@code catalog.json}. */
    static List<PluginSummary> catalog(byte[] document, String registry) throws JsonException {
        return read(document, "catalog.json", root -> {
            List<PluginSummary> plugins = new ArrayList<>();
            for (JsonObject plugin : root.objects("plugins")) {
                plugins.add(summary(plugin, registry));
            }
            return plugins;
        });
    }

    private static PluginSummary summary(JsonObject plugin, String registry) throws JsonException {
        return new PluginSummary(
                PluginId.of(plugin.string("id")),
                PluginVersion.parse(plugin.string("version")),
                registry,
                plugin.string("publisher"),
                plugin.string("author", ""),
                plugin.string("summary", ""),
                plugin.string("description", ""),
                plugin.string("homepage", ""),
                plugin.string("license", ""),
                plugin.strings("tags"),
                plugin.string("updated", ""),
                Optional.empty(),
                Optional.empty());
    }

    /** {@code plugins/ID.json}: all versions, newest first. */
    static List<Release> releases(byte[] document, PluginId id, String registry) throws JsonException {
        return read(document, "plugins/" + id + ".json", root -> {
            if (!root.string("id").equals(id.value())) {
                throw new JsonException("it describes another plugin, '" + root.string("id") + "'");
            }
            List<Release> releases = new ArrayList<>();
            for (JsonObject version : root.objects("versions")) {
                releases.add(release(version, id, root.string("publisher"), registry));
            }
            releases.sort(Comparator.comparing(Release::version).reversed());
            return releases;
        });
    }

    private static Release release(JsonObject version, PluginId id, String publisher, String registry)
            throws JsonException {
        String status = version.string("status", "available");
        Optional<String> yanked =
                switch (status) {
                    case "available" -> Optional.empty();
                    case "yanked" -> Optional.of(version.string("reason", ""));
                    // A status of a later format is no promise that the version may be used.
                    default -> Optional.of("its status is '" + status + "', which this ISAAC does not know");
                };
        Optional<String> hostApi = version.optionalString("hostApi").filter(text -> !text.isBlank());
        List<ProvidedCommand> commands = new ArrayList<>();
        for (JsonObject command : version.objects("commands")) {
            commands.add(new ProvidedCommand(command.string("name"), command.string("summary", "")));
        }
        PluginVersion number = PluginVersion.parse(version.string("version"));
        return new Release(
                id,
                number,
                registry,
                publisher,
                channel(number, version.string("channel", STABLE)),
                version.string("published", ""),
                yanked,
                version.string("file"),
                version.string("statement", ""),
                version.integer("length"),
                version.string("sha256"),
                version.string("symbolicName"),
                StateFile.requirements(version.objects("requires")),
                version.strings("permissions"),
                version.strings("flags"),
                Math.toIntExact(version.integer("java", FIRST_JAVA)),
                hostApi.map(VersionRange::parse),
                commands,
                version.strings("platforms"));
    }

    /** Whatever its registry says, a pre-release is not what everybody gets. */
    private static String channel(PluginVersion version, String channel) {
        return version.isPreRelease() && channel.equals(STABLE) ? PRE_RELEASES : channel;
    }

    /** {@code statistics.json}. */
    static Map<PluginId, Statistics> statistics(byte[] document) throws JsonException {
        return read(document, "statistics.json", root -> {
            Map<PluginId, Statistics> statistics = new LinkedHashMap<>();
            JsonObject plugins = root.object("plugins");
            for (String id : plugins.names()) {
                JsonObject plugin = plugins.object(id);
                statistics.put(
                        PluginId.of(id),
                        new Statistics(
                                plugin.integer("downloads", 0),
                                plugin.integer("recent", 0),
                                plugin.number("rating", 0),
                                plugin.integer("ratings", 0)));
            }
            return statistics;
        });
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(JsonObject root) throws JsonException;
    }

    private static <T> T read(byte[] document, String name, Reader<T> reader) throws JsonException {
        try {
            JsonObject root = Json.parseObject(document, JsonLimits.WITH_DECIMALS);
            if (root.integer("format") != FORMAT) {
                throw new JsonException("its format is " + root.integer("format") + ", not " + FORMAT);
            }
            return reader.read(root);
        } catch (JsonException | IllegalArgumentException | ArithmeticException e) {
            throw new JsonException(name + " is not as it should be: " + e.getMessage(), e);
        }
    }
}
