package dev.isaac.marketplace.internal.install;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.PlannedChange;
import dev.isaac.marketplace.PlannedChange.Action;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.internal.advisory.Hit;
import dev.isaac.marketplace.internal.advisory.Warnings;
import dev.isaac.marketplace.internal.engine.DataFolders;
import dev.isaac.marketplace.internal.engine.Incoming;
import dev.isaac.marketplace.internal.engine.PluginRuntime;
import dev.isaac.marketplace.internal.engine.Trial;
import dev.isaac.marketplace.internal.plan.Artifact;
import dev.isaac.marketplace.internal.plan.VerifiedPlan;
import dev.isaac.marketplace.internal.state.HomeFaults;
import dev.isaac.marketplace.internal.state.HomeLock;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import dev.isaac.marketplace.internal.state.StateFile;
import dev.isaac.marketplace.internal.state.Store;
import dev.isaac.marketplace.internal.verify.HostView;
import dev.isaac.marketplace.internal.verify.PluginVerifier;
import dev.isaac.trust.Digests;
import dev.isaac.trust.archive.HostSurface;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies plans: entirely or not at all. One at a time in a home, whatever the process. */
public final class Engine {

    private static final System.Logger LOG = System.getLogger(Engine.class.getName());

    private final StateFile stateFile;
    private final Store store;
    private final HomeLock lock;
    private final PluginRuntime runtime;
    private final DataFolders data;
    private final Warnings warnings;
    private final Clock clock;
    private volatile long heeded;

    /** Over a home and a framework. */
    public Engine(
            StateFile stateFile,
            Store store,
            HomeLock lock,
            PluginRuntime runtime,
            DataFolders data,
            Warnings warnings,
            Clock clock) {
        this.stateFile = stateFile;
        this.store = store;
        this.lock = lock;
        this.runtime = runtime;
        this.data = data;
        this.warnings = warnings;
        this.clock = clock;
    }

    /** The stored bytes of an installed plugin, verified with what was recorded. */
    public byte[] stored(PluginRecord plugin) throws CommandException {
        String name = plugin.id() + " " + plugin.version();
        String repair = PluginVerifier.repair(plugin);
        byte[] bytes = store.read(plugin.sha256(), "the jar of " + name, repair);
        byte[] statement = store.read(plugin.statement(), "the author's statement of " + name, repair);
        PluginVerifier.verifyInstalled(plugin, bytes, statement);
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
        State state = stateFile.read();
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
            State now = stateFile.read();
            if (now.generation() != state.generation()) {
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

    /**
     * Follows advisories that became others since it was last called: what may not run any more stops, milder warnings
     * are told, and what was blocked without need starts. Never fails: what does not work is told.
     */
    public void heed(Progress progress) {
        long changes = warnings.changes();
        if (changes == heeded) {
            return;
        }
        try {
            if (!stateFile.read().plugins().isEmpty()) {
                follow(progress);
            }
            heeded = changes;
        } catch (CommandException e) {
            progress.warn("The advisories of the registries could not be followed: "
                    + e.fault().message());
        }
    }

    private void follow(Progress progress) throws CommandException {
        try (HomeLock.@Nullable Held held = lock(progress)) {
            State state = stateFile.read();
            Map<PluginId, Fault> forbidden = warnings.blocks(state);
            List<String> told = new ArrayList<>();
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
            List<String> notes = runtime.converge(state, forbidden, this::stored);
            told.forEach(progress::warn);
            notes.forEach(progress::note);
        }
    }

    /** Where the home cannot be written nobody changes it, and no lock is needed. */
    private HomeLock.@Nullable Held lock(Progress progress) throws CommandException {
        try {
            return lock.acquire(progress, NEVER);
        } catch (CommandException e) {
            if (HomeFaults.isReadOnly(e)) {
                return null;
            }
            throw e;
        }
    }

    /** Does what a plan says. */
    public void apply(VerifiedPlan plan, Collection<String> accepted, Progress progress, Cancellation cancellation)
            throws CommandException {
        requireConsent(plan, accepted);
        if (plan.isEmpty()) {
            return;
        }
        try (HomeLock.Held held = lock.acquire(progress, cancellation)) {
            State state = stateFile.read();
            runtime.converge(state, warnings.blocks(state), this::stored).forEach(progress::note);
            requireUnchanged(plan, state);
            requireUnwarned(plan);
            try {
                State next = change(plan, state, progress, cancellation);
                clean(next);
            } catch (CommandException | RuntimeException e) {
                clean(state);
                throw e;
            }
            if (plan.purge()) {
                for (PlannedChange change : plan.changes()) {
                    data.delete(change.id());
                }
            }
        }
    }

    private State change(VerifiedPlan plan, State state, Progress progress, Cancellation cancellation)
            throws CommandException {
        List<Incoming> put = new ArrayList<>();
        List<PluginId> remove = new ArrayList<>();
        HostSurface host = HostView.surface(runtime.hostBundles());
        for (PlannedChange change : plan.changes()) {
            cancellation.check();
            if (change.action() == Action.REMOVE) {
                remove.add(change.id());
            } else {
                put.add(fetch(plan, change, state, host, progress));
            }
        }
        cancellation.check();
        List<PluginId> fresh = put.stream()
                .map(incoming -> incoming.plugin().id())
                .filter(id -> !data.exists(id))
                .toList();
        Trial trial = runtime.trial(put, remove, this::stored);
        try {
            trial.run();
            State next = state.with(put.stream().map(Incoming::plugin).toList(), remove);
            try {
                stateFile.write(next);
            } catch (CommandException | RuntimeException e) {
                trial.undo();
                throw e;
            }
            return next;
        } catch (CommandException | RuntimeException e) {
            for (PluginId id : fresh) {
                data.delete(id);
            }
            throw e;
        }
    }

    private Incoming fetch(VerifiedPlan plan, PlannedChange change, State state, HostSurface host, Progress progress)
            throws CommandException {
        Artifact artifact = plan.artifact(change.id()).orElseThrow();
        byte[] bytes = Downloads.fetch(artifact, progress);
        // Downloads verified the digests that the registry signed; where that is this one, it need not be computed
        // again.
        String sha256 = artifact.jar().sha256().orElseGet(() -> Digests.sha256(bytes));
        PluginVerifier.verifyArchive(artifact.release(), bytes, sha256, host);
        String jar = store.put(sha256, bytes);
        String statement = store.put(artifact.envelope());
        boolean requested = change.requested()
                || state.plugin(change.id()).map(PluginRecord::requested).orElse(false);
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
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                requested);
        return new Incoming(plugin, bytes);
    }

    private static void requireConsent(VerifiedPlan plan, Collection<String> accepted) throws CommandException {
        for (Confirmation confirmation : plan.confirmations()) {
            if (!accepted.contains(confirmation.digest())) {
                throw Fault.of(
                                FaultKind.REFUSED,
                                "plugin.consent-missing",
                                "Nobody agreed to this yet: " + confirmation.question())
                        .detail("digest", confirmation.digest())
                        .exception();
            }
        }
    }

    /** Another process may have changed the plugins after the plan was made. */
    private static void requireUnchanged(VerifiedPlan plan, State state) throws CommandException {
        Set<PluginId> going = new HashSet<>();
        for (PlannedChange change : plan.changes()) {
            Optional<String> present = state.plugin(change.id()).map(PluginRecord::sha256);
            if (!present.equals(plan.expected(change.id()))) {
                throw changed(change.id());
            }
            if (change.action() == Action.REMOVE) {
                going.add(change.id());
            }
        }
        State target = state.with(List.of(), going);
        for (PluginRecord plugin : target.plugins().values()) {
            if (plan.artifact(plugin.id()).isEmpty()) {
                requireNeeds(plugin.id(), plugin.requires(), plan, target);
            }
        }
        for (PlannedChange change : plan.changes()) {
            Optional<Artifact> artifact = plan.artifact(change.id());
            if (artifact.isPresent()) {
                requireNeeds(change.id(), artifact.get().release().requires(), plan, target);
            }
        }
    }

    private static void requireNeeds(PluginId id, List<Requirement> needs, VerifiedPlan plan, State target)
            throws CommandException {
        for (Requirement need : needs) {
            Optional<Boolean> fits = plan.artifact(need.plugin())
                    .map(artifact -> artifact.release().version())
                    .or(() -> target.plugin(need.plugin()).map(PluginRecord::version))
                    .map(need.range()::includes);
            if (!need.optional() && !fits.orElse(false)) {
                throw changed(id);
            }
        }
    }

    private static CommandException changed(PluginId id) {
        return Fault.of(
                        FaultKind.CONFLICT,
                        "plugin.state-changed",
                        "Another ISAAC changed the plugins meanwhile, so what was planned for " + id
                                + " does not hold any more.")
                .hint("Repeat the command: it plans anew.")
                .exception();
    }

    /** An advisory may have come after the plan was made. */
    private void requireUnwarned(VerifiedPlan plan) throws CommandException {
        for (PlannedChange change : plan.changes()) {
            Optional<Artifact> artifact = plan.artifact(change.id());
            if (artifact.isPresent()) {
                for (Hit hit : warnings.of(artifact.get().release(), change.keyId())) {
                    if (hit.forbidsInstallation()) {
                        throw hit.refusal().exception();
                    }
                }
            }
        }
    }

    private void clean(State state) {
        try {
            store.clean(state.digests());
        } catch (IOException e) {
            // What is left over costs space only; the next change tries again.
            LOG.log(System.Logger.Level.INFO, "cannot clean the store", e);
        }
    }

    private static final Cancellation NEVER = new Cancellation() {
        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public Registration onCancel(Runnable action) {
            return () -> {};
        }
    };
}
