package dev.isaac.marketplace.internal.install;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.internal.advisory.Warnings;
import dev.isaac.marketplace.internal.engine.PluginRuntime;
import dev.isaac.marketplace.internal.engine.StoredBytes;
import dev.isaac.marketplace.internal.event.Listeners;
import dev.isaac.marketplace.internal.state.FileStamp;
import dev.isaac.marketplace.internal.state.HomeFaults;
import dev.isaac.marketplace.internal.state.HomeLock;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import dev.isaac.marketplace.internal.state.StateFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows what became other without this process: plugins that another one of the home installed, changed or removed, and
 * advisories that somebody learned of. What may not run any more stops, what is new starts, and each is told. Thread-safe.
 */
final class Follower {

    private final StateFile stateFile;
    private final HomeLock lock;
    private final PluginRuntime runtime;
    private final Warnings warnings;
    private final StoredBytes source;
    private final Listeners listeners;
    private volatile long heeded;
    private volatile FileStamp followed = FileStamp.NONE;
    /** What could not be followed, so that it is told once. */
    private volatile String failure = "";

    Follower(
            StateFile stateFile,
            HomeLock lock,
            PluginRuntime runtime,
            Warnings warnings,
            StoredBytes source,
            Listeners listeners) {
        this.listeners = listeners;
        this.stateFile = stateFile;
        this.lock = lock;
        this.runtime = runtime;
        this.warnings = warnings;
        this.source = source;
    }

    /** Whether there is something to follow; costs a look at the file system. */
    boolean isBehind() {
        return warnings.changes() != heeded || !stateFile.stamp().equals(followed);
    }

    /** This process made the state what it is, or started with it. */
    void isAt(FileStamp stamp) {
        followed = stamp;
    }

    /** Follows, waiting for whoever changes the home now. Never fails: what does not work is told. */
    void follow(Progress progress) {
        if (!isBehind() || isEmpty()) {
            return;
        }
        try (HomeLock.@Nullable Held held = share(progress)) {
            converge(progress);
        } catch (CommandException e) {
            tell(e, progress);
        }
    }

    /**
     * Follows, unless somebody changes the home now. Never fails: what does not work is told.
     *
     * @return whether it need not be tried again at once
     */
    boolean tryFollow(Progress progress) {
        if (!isBehind() || isEmpty()) {
            return true;
        }
        try {
            Optional<HomeLock.Held> held = lock.tryShare();
            if (held.isEmpty()) {
                return false;
            }
            try (HomeLock.Held now = held.get()) {
                converge(progress);
            }
        } catch (CommandException e) {
            if (HomeFaults.isReadOnly(e)) {
                follow(progress);
            } else {
                tell(e, progress);
            }
        }
        return true;
    }

    /** Nothing was ever installed, so that there is nothing to lock either: perhaps not even a home. */
    private boolean isEmpty() {
        boolean empty = !stateFile.exists() && runtime.runningPlugins().isEmpty();
        if (empty) {
            heeded = warnings.changes();
            followed = FileStamp.NONE;
        }
        return empty;
    }

    /** Where the home cannot be written no process of this user changes it, and no lock is needed. */
    private HomeLock.@Nullable Held share(Progress progress) throws CommandException {
        try {
            return lock.share(progress, Cancellation.never());
        } catch (CommandException e) {
            if (HomeFaults.isReadOnly(e)) {
                return null;
            }
            throw e;
        }
    }

    private synchronized void converge(Progress progress) throws CommandException {
        long changes = warnings.changes();
        // Noted before it is read, so that a later one is seen; who cannot follow it now cannot a moment later.
        followed = stateFile.stamp();
        State state = stateFile.read();
        Map<PluginId, PluginVersion> before = versions();
        Map<PluginId, Fault> problems = new LinkedHashMap<>(runtime.problems());
        Map<PluginId, Fault> forbidden = warnings.blocks(state);
        List<String> told = new ArrayList<>();
        if (changes != heeded) {
            heed(state, forbidden, told);
        }
        runtime.converge(state, forbidden, source);
        listeners.reached(state, false);
        told.forEach(progress::warn);
        news(before, problems, state).forEach(progress::note);
        runtime.problems().forEach((id, fault) -> {
            boolean isNew = !fault.equals(problems.get(id)) && !forbidden.containsKey(id);
            if (isNew) {
                progress.warn(id + " was changed by another ISAAC and cannot run in this one: " + fault.message() + " "
                        + fault.hint());
            }
        });
        heeded = changes;
        failure = "";
    }

    private void heed(State state, Map<PluginId, Fault> forbidden, List<String> told) {
        for (PluginRecord plugin : state.plugins().values()) {
            Fault reason = forbidden.get(plugin.id());
            if (reason == null) {
                warnings.shown(plugin)
                        .forEach(advisory ->
                                told.add(plugin.id() + " " + plugin.version() + ": " + advisory.line() + "."));
            } else if (runtime.running(plugin.id()).isPresent()) {
                told.add(plugin.id() + " was stopped: " + reason.message() + " " + reason.hint());
            }
        }
    }

    private Map<PluginId, PluginVersion> versions() {
        Map<PluginId, PluginVersion> versions = new TreeMap<>();
        runtime.runningPlugins().forEach(plugin -> versions.put(plugin.id(), plugin.version()));
        return versions;
    }

    private List<String> news(Map<PluginId, PluginVersion> before, Map<PluginId, Fault> problems, State state) {
        Map<PluginId, PluginVersion> after = versions();
        List<String> news = new ArrayList<>();
        before.forEach((id, version) -> {
            if (state.plugin(id).isEmpty()) {
                news.add("Another ISAAC removed " + id + ".");
            } else if (after.containsKey(id) && !after.get(id).equals(version)) {
                news.add("Another ISAAC changed " + id + " from " + version + " to " + after.get(id) + ".");
            }
        });
        after.forEach((id, version) -> {
            if (!before.containsKey(id)) {
                news.add(
                        problems.containsKey(id)
                                ? "Started " + id + " " + version + ", which may run again."
                                : "Started " + id + " " + version + ", which another ISAAC installed.");
            }
        });
        return news;
    }

    private void tell(CommandException error, Progress progress) {
        Fault fault = error.fault();
        String sentence = "This ISAAC cannot follow what another one changed: " + fault.message()
                + " It goes on with the plugins that it has. " + fault.hint();
        if (!sentence.equals(failure)) {
            failure = sentence;
            progress.warn(sentence);
        }
    }
}
