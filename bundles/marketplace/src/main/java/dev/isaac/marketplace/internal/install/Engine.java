package dev.isaac.marketplace.internal.install;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.ChangeEvent.Phase;
import dev.isaac.marketplace.HistoryEntry;
import dev.isaac.marketplace.PlannedChange;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.internal.advisory.Warnings;
import dev.isaac.marketplace.internal.engine.DataFolders;
import dev.isaac.marketplace.internal.engine.DataSnapshots;
import dev.isaac.marketplace.internal.engine.PluginRuntime;
import dev.isaac.marketplace.internal.event.ChangeSteps;
import dev.isaac.marketplace.internal.event.Listeners;
import dev.isaac.marketplace.internal.event.ProgressLine;
import dev.isaac.marketplace.internal.plan.VerifiedPlan;
import dev.isaac.marketplace.internal.state.FileStamp;
import dev.isaac.marketplace.internal.state.History;
import dev.isaac.marketplace.internal.state.HomeFaults;
import dev.isaac.marketplace.internal.state.HomeLock;
import dev.isaac.marketplace.internal.state.Journal;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.Previous;
import dev.isaac.marketplace.internal.state.Reserve;
import dev.isaac.marketplace.internal.state.State;
import dev.isaac.marketplace.internal.state.StateFile;
import dev.isaac.marketplace.internal.state.Store;
import dev.isaac.marketplace.internal.verify.JarSignatures;
import dev.isaac.marketplace.internal.verify.PluginVerifier;
import dev.isaac.marketplace.internal.verify.SignerKeys;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applies plans: entirely or not at all. One at a time in a home, whatever the process. */
public final class Engine {

    private static final System.Logger LOG = System.getLogger(Engine.class.getName());

    private final StateFile stateFile;
    private final Store store;
    private final HomeLock lock;
    private final PluginRuntime runtime;
    private final Transaction transaction;
    private final History history;
    private final Reserve reserve;
    private final Warnings warnings;
    private final Listeners listeners;
    private final Follower follower;
    private final SignerKeys keys = new SignerKeys();
    /** What became of a change that was interrupted; told at the first occasion. */
    private volatile Optional<String> recovered = Optional.empty();

    /** Over a home and a framework. */
    public Engine(
            StateFile stateFile,
            Store store,
            HomeLock lock,
            PluginRuntime runtime,
            DataFolders data,
            DataSnapshots snapshots,
            Journal journal,
            History history,
            Reserve reserve,
            Warnings warnings,
            Listeners listeners,
            JarSignatures signatures,
            Clock clock) {
        this.listeners = listeners;
        this.stateFile = stateFile;
        this.store = store;
        this.lock = lock;
        this.runtime = runtime;
        this.history = history;
        this.reserve = reserve;
        this.transaction =
                new Transaction(stateFile, store, runtime, data, snapshots, journal, history, signatures, clock);
        this.warnings = warnings;
        this.follower = new Follower(stateFile, lock, runtime, warnings, this::stored, listeners);
    }

    /** The stored bytes of an installed plugin, verified with what was recorded. */
    public byte[] stored(PluginRecord plugin) throws CommandException {
        String name = plugin.id() + " " + plugin.version();
        String repair = PluginVerifier.repair(plugin);
        byte[] bytes = store.read(plugin.sha256(), "the jar of " + name, repair);
        byte[] statement = store.read(plugin.statement(), "the author's statement of " + name, repair);
        PluginVerifier.verifyInstalled(plugin, bytes, statement, keys);
        return bytes;
    }

    /** Why a plugin does not run here, or could not run at the next start; empty when all is well. */
    public Optional<Fault> problem(PluginRecord plugin) {
        Optional<Fault> blocked = runtime.problem(plugin.id());
        if (blocked.isPresent()) {
            return blocked;
        }
        try {
            stored(plugin);
            return Optional.empty();
        } catch (CommandException e) {
            return Optional.of(e.fault());
        }
    }

    /** Starts what is installed; what may not run is blocked with its reason. Never fails because of one plugin. */
    public void startInstalled() throws CommandException {
        recover();
        FileStamp stamp = stateFile.stamp();
        State state = stateFile.read();
        listeners.start(state);
        follower.isAt(stamp);
        Map<PluginId, Fault> forbidden = warnings.blocks(state);
        runtime.converge(state, forbidden, this::stored);
        for (PluginRecord plugin : state.plugins().values()) {
            if (!forbidden.containsKey(plugin.id())) {
                warnings.shown(plugin)
                        .forEach(advisory -> LOG.log(
                                System.Logger.Level.WARNING,
                                plugin.id() + " " + plugin.version() + ": " + advisory.line()));
            }
        }
        if (!runtime.problems().isEmpty()) {
            // Another process may have changed the plugins between our reading of the state and of the bytes.
            stamp = stateFile.stamp();
            State now = stateFile.read();
            if (now.generation() != state.generation()) {
                follower.isAt(stamp);
                runtime.converge(now, warnings.blocks(now), this::stored);
            }
        }
        if (store.hasLeftovers()) {
            Optional<HomeLock.Held> held = lock.tryAcquire();
            if (held.isPresent()) {
                try (HomeLock.Held now = held.get()) {
                    clean(stateFile.read());
                }
            }
        }
    }

    /** Whether there may be something to start, to take back, or to clean; costs a few looks at the file system. */
    public boolean hasWork() {
        return stateFile.exists() || transaction.isInterrupted() || store.hasLeftovers();
    }

    /** Ends what a process left half done, unless that process still lives: it holds the lock then. */
    private void recover() throws CommandException {
        if (!transaction.isInterrupted()) {
            return;
        }
        try {
            Optional<HomeLock.Held> held = lock.tryAcquire();
            if (held.isPresent()) {
                try (HomeLock.Held now = held.get()) {
                    recovered = transaction.recover();
                    recovered.ifPresent(sentence -> LOG.log(System.Logger.Level.WARNING, sentence));
                }
            }
        } catch (CommandException e) {
            if (!HomeFaults.isReadOnly(e)) {
                throw e;
            }
            LOG.log(System.Logger.Level.WARNING, "an interrupted change cannot be ended in a read-only home", e);
        }
    }

    /**
     * Follows what other processes of the home changed, and advisories that became others since it was last called: what may
     * not run any more stops, milder warnings are told, and what was blocked without need starts. Never fails: what does not
     * work is told.
     */
    public void follow(Progress progress) {
        tellRecovered(progress);
        follower.follow(progress);
    }

    /**
     * As {@link #follow}, unless somebody changes the home now.
     *
     * @return whether it need not be tried again at once
     */
    public boolean tryFollow(Progress progress) {
        tellRecovered(progress);
        return follower.tryFollow(progress);
    }

    private void tellRecovered(Progress progress) {
        recovered.ifPresent(progress::note);
        recovered = Optional.empty();
    }

    /** Does what a plan says. */
    public void apply(VerifiedPlan plan, Collection<String> accepted, Progress progress, Cancellation cancellation)
            throws CommandException {
        PlanCheck.requireConsent(plan, accepted);
        if (plan.isEmpty()) {
            return;
        }
        runtime.requireNotOwn(plan.changes().stream().map(PlannedChange::id).toList());
        try (HomeLock.Held held = lock.acquire(progress, cancellation);
                ProgressLine line = new ProgressLine(progress)) {
            if (plan.isRemoval()) {
                reserve.release();
            }
            transaction.recover().ifPresent(progress::note);
            State state = stateFile.read();
            runtime.converge(state, warnings.blocks(state), this::stored).forEach(progress::note);
            listeners.reached(state, false);
            PlanCheck.requireUnchanged(plan, state);
            PlanCheck.requireUnwarned(plan, warnings);
            ChangeSteps steps = new ChangeSteps(plan.digest(), plan.action(), List.of(line, listeners), cancellation);
            try {
                State next = transaction.run(plan, state, this::stored, progress, steps);
                clean(next);
                bringBack(next, progress);
                listeners.reached(next, true);
                steps.told(Phase.DONE, "");
            } catch (CommandException | RuntimeException e) {
                cleanAfterFailure();
                steps.told(Phase.TAKEN_BACK, code(e));
                throw e;
            } finally {
                follower.isAt(stateFile.stamp());
                reserve.refill();
            }
        }
    }

    /** What was blocked only because of a plugin that was repaired just now starts again. */
    private void bringBack(State state, Progress progress) {
        if (!runtime.hasStartable()) {
            return;
        }
        try {
            runtime.converge(state, warnings.blocks(state), this::stored).forEach(progress::note);
        } catch (CommandException e) { // the change stands; the next start tries again
            LOG.log(System.Logger.Level.WARNING, "cannot start what needs a plugin that runs again", e);
        }
    }

    private static String code(Exception error) {
        return error instanceof CommandException refused ? refused.fault().code() : "internal";
    }

    /**
     * Keeps an installed plugin at its version, or lets it go.
     *
     * @param reason why it stays; empty: it need not
     */
    public void pin(PluginId id, Optional<String> reason, Progress progress, Cancellation cancellation)
            throws CommandException {
        try (HomeLock.Held held = lock.acquire(progress, cancellation)) {
            transaction.recover().ifPresent(progress::note);
            State state = stateFile.read();
            PluginRecord plugin = state.require(id);
            if (!plugin.pin().equals(reason)) {
                stateFile.write(state.with(List.of(plugin.pinned(reason)), List.of()));
                history.append(
                        reason.isPresent() ? "pin" : "unpin",
                        "done",
                        "",
                        List.of(new HistoryEntry.Change(
                                id,
                                Optional.of(plugin.version()),
                                Optional.of(plugin.version()),
                                plugin.sha256(),
                                plugin.signer().keyId())));
            }
        }
    }

    /** Who changed what, and when; the oldest first. */
    public List<HistoryEntry> history() throws CommandException {
        return history.read();
    }

    /** What is kept is what the file says now, not what was remembered: bytes that are installed are never cleaned. */
    private void cleanAfterFailure() {
        try {
            clean(stateFile.read());
        } catch (CommandException e) {
            LOG.log(System.Logger.Level.INFO, "cannot clean the store", e);
        }
    }

    private void clean(State state) {
        try {
            Set<String> keep = new HashSet<>(state.digests());
            keep.addAll(new Previous(state, stateFile.before()).digests());
            store.clean(keep);
        } catch (IOException e) {
            // What is left over costs space only; the next change tries again.
            LOG.log(System.Logger.Level.INFO, "cannot clean the store", e);
        }
    }
}
