package dev.isaac.marketplace.internal.state;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.VersionRange;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code state.json} in the home: the one truth about what is installed. It changes as a whole, by an atomic move. */
public final class StateFile {

    private static final long FORMAT = 1;

    private final Path file;
    private final Path previous;
    private final Path quarantine;

    /** The state of a home. */
    public StateFile(Path home) {
        this.file = home.resolve("state.json");
        this.previous = home.resolve("state.previous.json");
        this.quarantine = Store.quarantine(home);
    }

    /** Whether something was ever installed here; costs one look at the file system. */
    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * Reads the state.
     *
     * @throws CommandException {@code state.unreadable}, {@code home.newer}, {@code home.io}
     */
    public State read() throws CommandException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return State.EMPTY;
        } catch (IOException e) {
            throw HomeFaults.of(e, file);
        }
        try {
            return parse(Json.parseObject(bytes));
        } catch (JsonException | IllegalArgumentException e) {
            throw Fault.of(
                            FaultKind.FAILED,
                            "state.unreadable",
                            "The list of installed plugins cannot be read: " + e.getMessage() + ".")
                    .hint("The list before the last change is in " + previous.getFileName() + " beside " + file + ".")
                    .exception(e);
        }
    }

    /** Puts a new state in the place of the old one, which is kept beside it. */
    public void write(State state) throws CommandException {
        try {
            if (Files.exists(file)) {
                DurableFiles.keep(file, previous, quarantine);
            }
            DurableFiles.write(file, Json.writePretty(toData(state)), quarantine);
        } catch (IOException e) {
            throw HomeFaults.of(e, file);
        }
    }

    private State parse(JsonObject document) throws JsonException, CommandException {
        long format = document.integer("format");
        if (format > FORMAT) {
            throw Fault.of(
                            FaultKind.FAILED,
                            "home.newer",
                            "The list of installed plugins was written by a newer ISAAC (format " + format + ").")
                    .hint("Update ISAAC, or choose another home with --home.")
                    .exception();
        }
        SortedMap<PluginId, PluginRecord> plugins = new TreeMap<>();
        for (JsonObject plugin : document.objects("plugins")) {
            PluginRecord entry = parsePlugin(plugin);
            plugins.put(entry.id(), entry);
        }
        return new State(document.integer("generation"), plugins);
    }

    private static PluginRecord parsePlugin(JsonObject plugin) throws JsonException {
        JsonObject signer = plugin.object("signer");
        return new PluginRecord(
                PluginId.of(plugin.string("id")),
                PluginVersion.parse(plugin.string("version")),
                plugin.string("registry"),
                plugin.string("publisher"),
                plugin.string("symbolicName"),
                plugin.string("sha256"),
                plugin.integer("length"),
                plugin.string("statement"),
                new SignerKey(signer.string("keyid"), signer.string("algorithm"), signer.string("public")),
                requirements(plugin.objects("requires")),
                plugin.strings("permissions"),
                plugin.strings("flags"),
                plugin.strings("commands"),
                plugin.string("summary", ""),
                plugin.string("published", ""),
                plugin.string("installed"),
                plugin.bool("requested"));
    }

    /** Reads requirements as registries and the state write them. */
    public static List<Requirement> requirements(List<JsonObject> values) throws JsonException {
        List<Requirement> requirements = new ArrayList<>();
        for (JsonObject value : values) {
            requirements.add(new Requirement(
                    PluginId.of(value.string("plugin")),
                    VersionRange.parse(value.string("range", "0")),
                    value.bool("optional", false)));
        }
        return requirements;
    }

    private static Map<String, Object> toData(State state) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("generation", state.generation());
        document.put(
                "plugins",
                state.plugins().values().stream().map(StateFile::toData).toList());
        return document;
    }

    private static Map<String, Object> toData(PluginRecord plugin) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", plugin.id().value());
        data.put("version", plugin.version().toString());
        data.put("registry", plugin.registry());
        data.put("publisher", plugin.publisher());
        data.put("symbolicName", plugin.symbolicName());
        data.put("sha256", plugin.sha256());
        data.put("length", plugin.length());
        data.put("statement", plugin.statement());
        Map<String, Object> signer = new LinkedHashMap<>();
        signer.put("keyid", plugin.signer().keyId());
        signer.put("algorithm", plugin.signer().algorithm());
        signer.put("public", plugin.signer().publicKey());
        data.put("signer", signer);
        data.put("requires", plugin.requires().stream().map(StateFile::toData).toList());
        data.put("permissions", plugin.permissions());
        data.put("flags", plugin.flags());
        data.put("commands", plugin.commands());
        data.put("summary", plugin.summary());
        data.put("published", plugin.published());
        data.put("installed", plugin.installed());
        data.put("requested", plugin.requested());
        return data;
    }

    private static Map<String, Object> toData(Requirement need) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("plugin", need.plugin().value());
        data.put("range", need.range().toString());
        data.put("optional", need.optional());
        return data;
    }
}
