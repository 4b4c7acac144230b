package dev.isaac.marketplace.internal.engine;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a change does to the data of plugins, with the way back: data is kept aside before another version touches it; a
 * version that comes back finds what it left.
 */
public final class DataChange {

    private static final System.Logger LOG = System.getLogger(DataChange.class.getName());

    private final DataFolders data;
    private final DataSnapshots snapshots;
    private final long generation;
    private final List<Step> steps;
    private final Map<PluginId, String> coming;
    private final Set<PluginId> fresh = new LinkedHashSet<>();
    private final List<PluginId> begun = new ArrayList<>();
    private boolean intact = true;

    /**
     * One plugin of it.
     *
     * @param id the plugin
     * @param version the version whose data is there now
     * @param back the version whose data shall come back; empty: the data stays
     */
    public record Step(PluginId id, PluginVersion version, Optional<PluginVersion> back) {}

    /**
     * Data that a new version takes over.
     *
     * @param folder where it is
     * @param from the version that wrote it; empty when nobody knows
     */
    record Migration(Path folder, String from) {}

    /**
     * Prepares it.
     *
     * @param generation of the state that is left
     * @param steps for each plugin of which another version takes over
     * @param coming the plugins that are put, each with the version whose data it takes over; empty: nobody knows
     */
    public DataChange(
            DataFolders data,
            DataSnapshots snapshots,
            long generation,
            List<Step> steps,
            Map<PluginId, String> coming) {
        this.data = data;
        this.snapshots = snapshots;
        this.generation = generation;
        this.steps = List.copyOf(steps);
        this.coming = Map.copyOf(coming);
        coming.keySet().stream().filter(id -> !data.exists(id)).sorted().forEach(fresh::add);
    }

    /** The data that a plugin has to take over; none where it has none, or where its own comes back. */
    Optional<Migration> migration(PluginId id) {
        boolean back = steps.stream()
                .anyMatch(step -> step.id().equals(id) && step.back().isPresent());
        String from = coming.get(id);
        return from == null || back || !data.exists(id)
                ? Optional.empty()
                : Optional.of(new Migration(data.path(id), from));
    }

    /** The plugins whose data is kept aside. */
    public List<PluginId> kept() {
        return steps.stream().map(Step::id).filter(id -> !fresh.contains(id)).toList();
    }

    /** The plugins that have no data now. */
    public List<PluginId> fresh() {
        return List.copyOf(fresh);
    }

    /** Called when the plugins are stopped. */
    void begin() throws CommandException {
        for (Step step : steps) {
            begun.add(step.id());
            snapshots.take(step.id(), generation, step.version());
            if (step.back().isPresent()) {
                Optional<Path> then = snapshots.latest(step.id(), step.back().get());
                if (then.isPresent()) {
                    snapshots.bringBack(step.id(), then.get());
                }
            }
        }
    }

    /** Restores the data as it was. Called when the plugins are stopped. */
    void undo() {
        intact = restore(begun, fresh, generation).isEmpty();
    }

    /** Whether the data is as it was, or the change was not taken back. */
    public boolean isIntact() {
        return intact;
    }

    private List<PluginId> restore(List<PluginId> changed, Set<PluginId> none, long then) {
        List<PluginId> failed = new ArrayList<>();
        for (PluginId id : changed) {
            try {
                Optional<Path> snapshot = none.contains(id) ? Optional.empty() : snapshots.of(id, then);
                if (snapshot.isPresent()) {
                    snapshots.bringBack(id, snapshot.get());
                }
            } catch (CommandException e) {
                LOG.log(System.Logger.Level.ERROR, "cannot restore the data of " + id, e);
                failed.add(id);
            }
        }
        for (PluginId id : none) {
            try {
                data.delete(id);
            } catch (CommandException e) {
                LOG.log(System.Logger.Level.ERROR, "cannot delete the data that " + id + " left", e);
                failed.add(id);
            }
        }
        return failed;
    }

    /**
     * Restores the data after the process ended in the middle of a change.
     *
     * @param kept the plugins whose data was to be kept aside
     * @param fresh those that had none
     * @throws CommandException {@code plugin.data-not-restored}
     */
    public static void recover(
            DataFolders data, DataSnapshots snapshots, long generation, List<PluginId> kept, List<PluginId> fresh)
            throws CommandException {
        DataChange change = new DataChange(data, snapshots, generation, List.of(), Map.of());
        List<PluginId> failed = change.restore(kept, new LinkedHashSet<>(fresh), generation);
        if (!failed.isEmpty()) {
            throw Fault.of(
                            FaultKind.FAILED,
                            "plugin.data-not-restored",
                            "An interrupted change could not be taken back: the data of " + failed
                                    + " could not be restored.")
                    .hint("The data as it was is in the folder 'snapshots' of the home; 'isaac log' tells why.")
                    .exception();
        }
    }
}
