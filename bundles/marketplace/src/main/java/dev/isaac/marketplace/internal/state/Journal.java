package dev.isaac.marketplace.internal.state;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.HistoryEntry;
import dev.isaac.marketplace.PluginId;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code journal.json} in the home: the change that is under way. It is written before the first step that could outlast a
 * crash, and deleted after the last one. What counts is {@code state.json}: when it has the intended generation the change
 * is finished, otherwise it is taken back. The caller holds the home lock.
 */
public final class Journal {

    private final Path file;
    private final Path quarantine;

    /** The journal of a home. */
    public Journal(Path home) {
        this.file = home.resolve("journal.json");
        this.quarantine = Store.quarantine(home);
    }

    /**
     * A change that is under way.
     *
     * @param generation the generation of the state before it
     * @param action what is done, as the history names it
     * @param plan the digest of the plan
     * @param changes what changes
     * @param data the plugins whose data is kept aside before it changes
     * @param fresh the plugins that had no data before
     * @param purge the plugins whose data goes in the end
     */
    public record Intent(
            long generation,
            String action,
            String plan,
            List<HistoryEntry.Change> changes,
            List<PluginId> data,
            List<PluginId> fresh,
            List<PluginId> purge) {

        public Intent {
            changes = List.copyOf(changes);
            data = List.copyOf(data);
            fresh = List.copyOf(fresh);
            purge = List.copyOf(purge);
        }
    }

    /** Says what is about to be done. */
    public void begin(Intent intent) throws CommandException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", 1);
        document.put("generation", intent.generation());
        document.put("action", intent.action());
        document.put("plan", intent.plan());
        document.put("changes", ChangeJson.write(intent.changes()));
        document.put("data", intent.data().stream().map(PluginId::value).toList());
        document.put("fresh", intent.fresh().stream().map(PluginId::value).toList());
        document.put("purge", intent.purge().stream().map(PluginId::value).toList());
        try {
            DurableFiles.write(file, Json.writePretty(document), quarantine);
        } catch (IOException e) {
            throw HomeFaults.of(e, file);
        }
    }

    /** Nothing is under way any more. */
    public void end() throws CommandException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw HomeFaults.of(e, file);
        }
    }

    /** Whether something is, or was, under way; costs one look at the file system. */
    public boolean exists() {
        return Files.exists(file);
    }

    /** What is under way, or was when its process ended. */
    public Optional<Intent> read() throws CommandException {
        try {
            JsonObject document = Json.parseObject(Files.readAllBytes(file));
            return Optional.of(new Intent(
                    document.integer("generation"),
                    document.string("action"),
                    document.string("plan"),
                    ChangeJson.read(document.objects("changes")),
                    ids(document, "data"),
                    ids(document, "fresh"),
                    ids(document, "purge")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw HomeFaults.of(e, file);
        } catch (JsonException | IllegalArgumentException e) {
            throw Fault.of(
                            FaultKind.FAILED,
                            "journal.unreadable",
                            "The note of a change that was under way cannot be read: " + e.getMessage() + ".")
                    .hint(
                            "What is installed stands in state.json and is not touched. Look at the data of your plugins, then delete "
                                    + file + ".")
                    .exception(e);
        }
    }

    private static List<PluginId> ids(JsonObject document, String name) throws JsonException {
        return document.strings(name).stream().map(PluginId::of).toList();
    }
}
