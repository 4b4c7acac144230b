package dev.isaac.marketplace.internal.install;

import dev.isaac.command.CommandException;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.ChangeEvent.Phase;
import dev.isaac.marketplace.HistoryEntry;
import dev.isaac.marketplace.PlannedChange;
import dev.isaac.marketplace.PlannedChange.Action;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.internal.engine.DataChange;
import dev.isaac.marketplace.internal.engine.DataFolders;
import dev.isaac.marketplace.internal.engine.DataSnapshots;
import dev.isaac.marketplace.internal.engine.Incoming;
import dev.isaac.marketplace.internal.engine.PluginRuntime;
import dev.isaac.marketplace.internal.engine.StoredBytes;
import dev.isaac.marketplace.internal.engine.Trial;
import dev.isaac.marketplace.internal.event.ChangeSteps;
import dev.isaac.marketplace.internal.plan.Artifact;
import dev.isaac.marketplace.internal.plan.VerifiedPlan;
import dev.isaac.marketplace.internal.state.History;
import dev.isaac.marketplace.internal.state.Journal;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.Previous;
import dev.isaac.marketplace.internal.state.State;
import dev.isaac.marketplace.internal.state.StateFile;
import dev.isaac.marketplace.internal.state.Store;
import dev.isaac.marketplace.internal.transport.Arrival;
import dev.isaac.marketplace.internal.verify.HostView;
import dev.isaac.marketplace.internal.verify.JarSignatures;
import dev.isaac.marketplace.internal.verify.PluginVerifier;
import dev.isaac.trust.Digests;
import dev.isaac.trust.archive.HostSurface;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * One change, from the first byte that is fetched to the last one that is cleaned up. Its order makes it whole whatever
 * happens: bytes go to the store, which nobody reads yet; the journal says what will be done; data is kept aside and the
 * new plugins are tried; then {@code state.json} is replaced, and with that the change is done. A process that ends
 * before is followed by one that takes everything back, and one that ends after by one that cleans up. The caller holds
 * the home lock.
 */
final class Transaction {

    private static final System.Logger LOG = System.getLogger(Transaction.class.getName());
    private static final String DONE = "done";
    private static final String INTERRUPTED = "interrupted";

    private final StateFile stateFile;
    private final Store store;
    private final PluginRuntime runtime;
    private final DataFolders data;
    private final DataSnapshots snapshots;
    private final Journal journal;
    private final History history;
    private final JarSignatures signatures;
    private final Clock clock;

    Transaction(
            StateFile stateFile,
            Store store,
            PluginRuntime runtime,
            DataFolders data,
            DataSnapshots snapshots,
            Journal journal,
            History history,
            JarSignatures signatures,
            Clock clock) {
        this.signatures = signatures;
        this.stateFile = stateFile;
        this.store = store;
        this.runtime = runtime;
        this.data = data;
        this.snapshots = snapshots;
        this.journal = journal;
        this.history = history;
        this.clock = clock;
    }

    /**
     * Does what a plan says, or takes it back and says why.
     *
     * @param source the stored bytes of installed plugins
     * @return the state after it
     */
    State run(VerifiedPlan plan, State state, StoredBytes source, Progress progress, ChangeSteps steps)
            throws CommandException {
        List<Incoming> put = new ArrayList<>();
        List<PluginId> remove = new ArrayList<>();
        HostSurface host = HostView.surface(runtime.hostBundles());
        long fetched = 0;
        for (PlannedChange change : plan.changes()) {
            steps.cancellation().check();
            if (change.action() == Action.REMOVE) {
                remove.add(change.id());
            } else {
                Optional<PluginRecord> kept = plan.restored(change.id());
                put.add(
                        kept.isPresent()
                                ? restored(kept.get(), state, source)
                                : fetch(plan, change, state, host, steps, fetched));
                fetched += plan.artifact(change.id()).isPresent() ? change.length() : 0;
            }
        }
        steps.cancellation().check();
        return ChangeThread.call(() -> change(plan, state, put, remove, source, progress, steps));
    }

    /** From the journal's first line to its end; on a thread that nobody interrupts. */
    private State change(
            VerifiedPlan plan,
            State state,
            List<Incoming> put,
            List<PluginId> remove,
            StoredBytes source,
            Progress progress,
            ChangeSteps steps)
            throws CommandException {
        DataChange dataChange = dataChange(plan, state);
        Journal.Intent intent = intent(plan, state, dataChange);
        journal.begin(intent);
        State next = state.with(put.stream().map(Incoming::plugin).toList(), remove);
        try (Trial trial = runtime.trial(put, remove, source, dataChange, steps)) {
            trial.run();
            try {
                steps.record();
                stateFile.write(next);
            } catch (CommandException | RuntimeException e) {
                trial.undo();
                throw e;
            }
            trial.remarks().forEach(progress::warn);
        } catch (CommandException | RuntimeException e) {
            giveUp(intent, dataChange, e);
            throw e;
        }
        finish(intent, next, progress);
        return next;
    }

    private DataChange dataChange(VerifiedPlan plan, State state) throws CommandException {
        List<DataChange.Step> steps = new ArrayList<>();
        Map<PluginId, String> coming = new LinkedHashMap<>();
        for (PlannedChange change : plan.changes()) {
            Optional<PluginRecord> present = state.plugin(change.id());
            if (change.action() == Action.REMOVE || change.action() == Action.REPAIR) {
                continue;
            }
            coming.put(
                    change.id(),
                    present.map(plugin -> plugin.version().toString()).orElseGet(() -> data.leftBy(change.id())));
            if (present.isPresent()) {
                snapshots.discard(change.id(), state.generation());
                steps.add(new DataChange.Step(
                        change.id(),
                        present.get().version(),
                        change.action() == Action.ROLLBACK ? change.to() : Optional.empty()));
            }
        }
        return new DataChange(data, snapshots, state.generation(), steps, coming);
    }

    private static Journal.Intent intent(VerifiedPlan plan, State state, DataChange dataChange) {
        List<PluginId> purge =
                plan.purge() ? plan.changes().stream().map(PlannedChange::id).toList() : List.of();
        List<HistoryEntry.Change> changes = plan.changes().stream()
                .map(change -> new HistoryEntry.Change(
                        change.id(), change.from(), change.to(), change.sha256(), change.keyId()))
                .toList();
        return new Journal.Intent(
                state.generation(),
                plan.action(),
                plan.digest(),
                changes,
                dataChange.kept(),
                dataChange.fresh(),
                purge);
    }

    /** What follows when the state stands: nothing of it can take the change back. */
    private void finish(Journal.Intent intent, State now, Progress progress) {
        try {
            complete(intent, now);
        } catch (CommandException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot clean up after a change", e);
            progress.warn("The change is done, but not everything was cleaned up: "
                    + e.fault().message() + " The next change does the rest.");
        } catch (RuntimeException e) { // whatever it is, the change stands
            LOG.log(System.Logger.Level.ERROR, "cleaning up after a change failed in a way that it must not", e);
            progress.warn("The change is done, but not everything was cleaned up: the log says why. The next change"
                    + " does the rest.");
        }
    }

    private void complete(Journal.Intent intent, State now) throws CommandException {
        history.append(intent.action(), DONE, intent.plan(), intent.changes());
        for (PluginId id : intent.purge()) {
            data.delete(id);
        }
        Previous previous = new Previous(now, stateFile.before());
        for (HistoryEntry.Change change : intent.changes()) {
            if (now.plugin(change.id()).isPresent()) {
                data.taken(change.id());
            } else if (change.from().isPresent()) {
                data.left(change.id(), change.from().get());
            }
            snapshots.retain(change.id(), previous.versions(change.id()));
        }
        journal.end();
    }

    private void giveUp(Journal.Intent intent, DataChange dataChange, Exception error) {
        if (!dataChange.isIntact()) {
            return; // the journal and what was kept aside stay: the next start restores the data
        }
        try {
            String why =
                    error instanceof CommandException refused ? refused.fault().code() : "internal";
            history.append(intent.action(), why, intent.plan(), intent.changes());
            retainPrevious(intent);
            journal.end();
        } catch (CommandException e) {
            // The journal stays: the next start finds that nothing was changed, and ends it.
            LOG.log(System.Logger.Level.WARNING, "cannot note that a change was taken back", e);
        }
    }

    private void retainPrevious(Journal.Intent intent) throws CommandException {
        State now = stateFile.read();
        Previous previous = new Previous(now, stateFile.before());
        for (HistoryEntry.Change change : intent.changes()) {
            snapshots.retain(change.id(), previous.versions(change.id()));
        }
    }

    /** Whether a change was under way when its process ended, or is under way in another one now. */
    boolean isInterrupted() {
        return journal.exists();
    }

    /**
     * Ends a change in the middle of which its process ended.
     *
     * @return what became of it, one sentence; empty when there was none
     */
    Optional<String> recover() throws CommandException {
        Optional<Journal.Intent> interrupted = journal.read();
        if (interrupted.isEmpty()) {
            return Optional.empty();
        }
        Journal.Intent intent = interrupted.get();
        State now = stateFile.read();
        String what = intent.action() + " of " + names(intent);
        if (now.generation() > intent.generation()) {
            if (!isNoted(intent)) {
                complete(intent, now);
            } else {
                journal.end();
            }
            return Optional.of("An interrupted " + what + " was finished: it had been done already.");
        }
        DataChange.recover(data, snapshots, intent.generation(), intent.data(), intent.fresh());
        history.append(intent.action(), INTERRUPTED, intent.plan(), intent.changes());
        retainPrevious(intent);
        journal.end();
        return Optional.of("An interrupted " + what + " was taken back: everything is as it was before.");
    }

    private boolean isNoted(Journal.Intent intent) {
        try {
            List<HistoryEntry> entries = history.read();
            HistoryEntry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
            // Purging again is harmless; only the line itself must not be written twice.
            return last != null
                    && last.plan().equals(intent.plan())
                    && last.isDone()
                    && intent.purge().isEmpty();
        } catch (CommandException e) {
            LOG.log(System.Logger.Level.WARNING, "the history cannot be read", e);
            return false;
        }
    }

    private static String names(Journal.Intent intent) {
        Set<String> names = new LinkedHashSet<>();
        intent.changes().forEach(change -> names.add(change.id().value()));
        return String.join(", ", names);
    }

    /** A version that was here before, out of the store. */
    private Incoming restored(PluginRecord kept, State state, StoredBytes source) throws CommandException {
        boolean requested = state.plugin(kept.id()).map(PluginRecord::requested).orElse(kept.requested());
        PluginRecord plugin =
                kept.installed(now(), requested).pinned(state.plugin(kept.id()).flatMap(PluginRecord::pin));
        byte[] bytes = source.read(kept);
        signatures.requireComingBack(kept, bytes);
        return new Incoming(plugin, bytes);
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private Incoming fetch(
            VerifiedPlan plan, PlannedChange change, State state, HostSurface host, ChangeSteps steps, long fetched)
            throws CommandException {
        String version = change.to().map(PluginVersion::toString).orElse("");
        steps.step(Phase.DOWNLOADING, change.id(), version, fetched, plan.downloadBytes());
        try {
            LongConsumer progress = steps.downloading(change.id(), version, fetched, plan.downloadBytes());
            return fetch(plan, change, state, host, new Arrival(progress, steps.cancellation()));
        } catch (CommandException e) {
            // An interrupt looks like whatever it hit: an address that does not answer, a file that cannot be written.
            steps.cancellation().check();
            throw e;
        }
    }

    private Incoming fetch(VerifiedPlan plan, PlannedChange change, State state, HostSurface host, Arrival arrival)
            throws CommandException {
        Artifact artifact = plan.artifact(change.id()).orElseThrow();
        byte[] bytes = Downloads.fetch(artifact, arrival);
        // Downloads verified the digests that the registry signed; where that is this one, it need not be computed
        // again.
        String sha256 = artifact.jar().sha256().orElseGet(() -> Digests.sha256(bytes));
        PluginVerifier.verifyArchive(artifact.release(), bytes, sha256, host, signatures);
        String jar = store.put(sha256, bytes);
        String statement = store.put(artifact.envelope());
        boolean requested = plan.leavesRequested(change, state.plugin(change.id()));
        PluginRecord plugin = new PluginRecord(
                change.id(),
                artifact.release().version(),
                change.registry(),
                change.publisher(),
                artifact.release().symbolicName(),
                jar,
                bytes.length,
                statement,
                artifact.signer(),
                artifact.release().requires(),
                change.permissions(),
                change.flags(),
                change.commands(),
                artifact.summary(),
                artifact.release().published(),
                now(),
                requested,
                state.plugin(change.id()).flatMap(PluginRecord::pin));
        return new Incoming(plugin, bytes);
    }
}
