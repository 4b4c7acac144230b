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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code state.json} in the home: the one truth about what is installed. It changes as a whole, by an atomic move; the
 * states before it are kept in {@code generations}, each under its number.
 */
public final class StateFile {

    private static final System.Logger LOG = System.getLogger(StateFile.class.getName());
    private static final long FORMAT = 1;
    /** How many of the states before are kept. */
    private static final int KEPT = 10;

    private static final Pattern GENERATION = Pattern.compile("\\d{8,18}\\.json");

    private final Path file;
    private final Path generations;
    private final Path quarantine;

    /** The state of a home. */
    public StateFile(Path home) {
        this.file = home.resolve("state.json");
        this.generations = home.resolve("generations");
        this.quarantine = Store.quarantine(home);
    }

    /** Whether something was ever installed here; costs one look at the file system. */
    public boolean exists() {
        return Files.exists(file);
    }

    /** What tells whether the state is another one than it was. */
    public FileStamp stamp() {
        return FileStamp.of(file);
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
                    .hint("The lists before the last changes are in the folder " + generations.getFileName()
                            + " beside " + file + "; copy the newest sound one in its place.")
                    .exception(e);
        }
    }

    /**
     * Puts a new state in the place of the old one, which is kept. What counts is what the file says afterwards: a disk behind a
     * network may do what it is asked and answer too late.
     */
    public void write(State state) throws CommandException {
        byte[] bytes = Json.writePretty(toData(state));
        try {
            if (Files.exists(file)) {
                Files.createDirectories(generations);
                DurableFiles.keep(file, generation(state.generation() - 1), quarantine);
            }
            DurableFiles.write(file, bytes, quarantine);
        } catch (IOException e) {
            if (!holds(bytes)) {
                throw HomeFaults.of(e, file);
            }
            LOG.log(System.Logger.Level.WARNING, file + " was written, whatever the disk answered", e);
        }
        forgetOld(state.generation());
    }

    private boolean holds(byte[] bytes) {
        try {
            return Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot tell what is in " + file, e);
            return false;
        }
    }

    private Path generation(long number) {
        return generations.resolve(String.format(Locale.ROOT, "%08d.json", number));
    }

    private void forgetOld(long now) {
        for (Path kept : kept()) {
            if (kept.compareTo(generation(now - KEPT)) < 0) {
                try {
                    Files.deleteIfExists(kept);
                } catch (IOException e) {
                    // It costs space only; the next change tries again.
                    LOG.log(System.Logger.Level.INFO, "cannot delete " + kept, e);
                }
            }
        }
    }

    /** The files of the states before, the newest first. */
    private List<Path> kept() {
        try (Stream<Path> files = Files.list(generations)) {
            return files.filter(kept ->
                            GENERATION.matcher(kept.getFileName().toString()).matches())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.TRACE, "no states before are kept", e);
            return List.of();
        }
    }

    /** The states before, the newest first, as far as they can be read. */
    public List<State> before() {
        List<State> states = new ArrayList<>();
        for (Path kept : kept()) {
            try {
                states.add(parse(Json.parseObject(Files.readAllBytes(kept))));
            } catch (IOException | JsonException | IllegalArgumentException | CommandException e) {
                LOG.log(System.Logger.Level.WARNING, "the state in " + kept + " cannot be read", e);
            }
        }
        return states;
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
        SortedMap<State.Signers, SortedSet<String>> signers = new TreeMap<>();
        for (JsonObject known : document.objects("signers")) {
            signers.computeIfAbsent(
                            new State.Signers(known.string("registry"), known.string("publisher")),
                            whose -> new TreeSet<>())
                    .addAll(known.strings("keys"));
        }
        return new State(document.integer("generation"), plugins, signers);
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
                plugin.bool("requested"),
                plugin.has("pin") ? Optional.of(plugin.string("pin")) : Optional.empty());
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
        List<Map<String, Object>> signers = new ArrayList<>();
        state.signers().forEach((whose, keys) -> {
            Map<String, Object> known = new LinkedHashMap<>();
            known.put("registry", whose.registry());
            known.put("publisher", whose.publisher());
            known.put("keys", List.copyOf(keys));
            signers.add(known);
        });
        document.put("signers", signers);
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
        plugin.pin().ifPresent(reason -> data.put("pin", reason));
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
