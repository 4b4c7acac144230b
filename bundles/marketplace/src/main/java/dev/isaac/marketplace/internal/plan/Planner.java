package dev.isaac.marketplace.internal.plan;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PlannedChange.Action;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.internal.advisory.Warnings;
import dev.isaac.marketplace.internal.catalog.Catalogs;
import dev.isaac.marketplace.internal.policy.PolicySource;
import dev.isaac.marketplace.internal.registry.Registry.Freshness;
import dev.isaac.marketplace.internal.resolve.Platform;
import dev.isaac.marketplace.internal.resolve.Resolver;
import dev.isaac.marketplace.internal.resolve.Resolver.Choice;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import dev.isaac.marketplace.internal.verify.HostView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Makes plans. Everything but the jars themselves is fetched and verified here, so that a plan names what will run. */
public final class Planner {

    private static final String STABLE = "stable";
    private static final String ASKED = "you asked for it";

    private final Catalogs catalogs;
    private final PolicySource policies;
    private final Clock clock;
    private final Warnings warnings;
    private final RunningPlugins runtime;
    private final Soundness soundness;
    private final Repairs repairs;
    private final Artifacts artifacts;
    private final Removals removals;
    private final Rollbacks rollbacks;
    private final Syncs syncs;
    private final Platform platform;

    /**
     * Over what the registries offer and warn of, what runs, and what is known of the state of installed plugins.
     *
     * @param before the states before, the newest first
     * @param keptData whose data is kept
     */
    public Planner(
            Catalogs catalogs,
            PolicySource policies,
            Warnings warnings,
            RunningPlugins runtime,
            Soundness soundness,
            Supplier<List<State>> before,
            KeptData keptData,
            Clock clock) {
        this.platform = Platform.of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        this.policies = policies;
        this.clock = clock;
        this.warnings = warnings;
        this.catalogs = catalogs;
        this.runtime = runtime;
        this.soundness = soundness;
        this.repairs = new Repairs(catalogs, soundness);
        this.artifacts = new Artifacts(catalogs, policies, warnings);
        this.removals = new Removals(runtime);
        this.rollbacks = new Rollbacks(policies, warnings, runtime, before, keptData);
        this.syncs = new Syncs(catalogs, artifacts, runtime);
    }

    /** What checks installed plugins again, over their stored bytes. */
    public Verifications verifications(InstalledBytes stored) {
        return new Verifications(catalogs, artifacts, warnings, soundness, stored);
    }

    /** Works out what a request means for a state. */
    public InstallPlan plan(PlanRequest request, State state, Progress progress) throws CommandException {
        if (request instanceof PlanRequest.Install install) {
            for (PluginSelector selector : install.plugins()) {
                requireUnpinned(selector, state);
            }
            return install(
                    new PlanAssembler("install", state),
                    new Wanted(install.plugins(), true, install.channel()),
                    false,
                    state,
                    progress);
        }
        if (request instanceof PlanRequest.Update update) {
            return update(update, state, progress);
        }
        if (request instanceof PlanRequest.Rollback rollback) {
            return rollbacks.plan(rollback.plugin(), state);
        }
        if (request instanceof PlanRequest.Sync sync) {
            return syncs.plan(sync.lock(), state, progress);
        }
        if (request instanceof PlanRequest.Uninstall uninstall) {
            return removals.plan(uninstall, state);
        }
        throw new IllegalArgumentException("no plan is made here for " + request);
    }

    private InstallPlan update(PlanRequest.Update update, State state, Progress progress) throws CommandException {
        PlanAssembler plan = new PlanAssembler("update", state);
        List<PluginSelector> wanted = new ArrayList<>();
        for (PluginId id : update.plugins()) {
            Optional<String> pin = state.require(id).pin();
            if (pin.isPresent()) {
                throw pinned(state.require(id), pin.get());
            }
            wanted.add(new PluginSelector(id, Optional.empty()));
        }
        if (update.plugins().isEmpty()) {
            for (PluginRecord plugin : state.plugins().values()) {
                if (plugin.pin().isEmpty()) {
                    wanted.add(new PluginSelector(plugin.id(), Optional.empty()));
                } else {
                    plan.note(plugin.id() + " " + plugin.version() + " is pinned: "
                            + plugin.pin().get() + ".");
                }
            }
        }
        return install(plan, new Wanted(wanted, !update.plugins().isEmpty(), update.channel()), true, state, progress);
    }

    /** Asking for another version of a pinned plugin contradicts the pin. */
    private static void requireUnpinned(PluginSelector selector, State state) throws CommandException {
        Optional<PluginRecord> present = state.plugin(selector.id());
        if (present.isPresent()
                && present.get().pin().isPresent()
                && selector.version().isPresent()
                && !selector.version().get().equals(present.get().version())) {
            throw pinned(present.get(), present.get().pin().get());
        }
    }

    private static CommandException pinned(PluginRecord plugin, String reason) {
        return Fault.of(
                        FaultKind.CONFLICT,
                        "plugin.pinned",
                        plugin.id() + " " + plugin.version() + " is pinned: " + reason + ".")
                .hint("marketplace unpin " + plugin.id() + " lets it go.")
                .exception();
    }

    /**
     * Plans an installation or update.
     *
     * @param newest whether newer versions take the place of those that are there
     */
    private InstallPlan install(PlanAssembler plan, Wanted wanted, boolean newest, State state, Progress progress)
            throws CommandException {
        for (PluginSelector selector : wanted.plugins()) {
            if (state.plugin(selector.id()).isEmpty()
                    && catalogs.releases(selector.id(), Freshness.CHANGE, progress)
                            .isEmpty()) {
                throw catalogs.notFound(selector.id());
            }
        }
        requireChannel(wanted, progress);
        AllowedReleases releases =
                new AllowedReleases(catalogs, warnings, policies.now(), state, wanted, clock.instant(), progress);
        Resolver resolver = new Resolver(
                state,
                releases,
                new Resolver.Host(Runtime.version().feature(), HostView.api(), platform),
                wanted.plugins(),
                newest);
        Set<PluginId> asked = new HashSet<>();
        wanted.plugins().forEach(selector -> asked.add(selector.id()));
        Set<PluginId> concerned = new HashSet<>(asked);
        for (Choice choice : resolver.resolve()) {
            Optional<PluginRecord> present = state.plugin(choice.id());
            Optional<Release> coming = choice.release();
            if (coming.isEmpty() && present.isPresent()) {
                coming = repair(present.get(), wanted.named(), progress);
            }
            if (coming.isEmpty()) {
                noteNewer(choice, newest, wanted, progress, plan);
                continue;
            }
            Release release = coming.get();
            Artifact artifact = artifacts.of(release, progress);
            artifacts.hold(artifact, plan);
            Action action =
                    choice.release().isEmpty() ? Action.REPAIR : present.isPresent() ? Action.UPDATE : Action.ADD;
            boolean isAsked = asked.contains(choice.id());
            plan.arrive(action, artifact, present, isAsked, isAsked ? ASKED : choice.reason());
            concerned.add(choice.id());
            if (wanted.plugins().stream().noneMatch(selector -> isExactly(selector, choice.id()))) {
                resolver.passedOver(choice).ifPresent(plan::note);
            }
        }
        releases.passedOver(concerned).forEach(plan::note);
        return plan.plan(runtime);
    }

    private static boolean isExactly(PluginSelector selector, PluginId id) {
        return selector.id().equals(id) && selector.version().isPresent();
    }

    /** A misspelt channel would quietly mean stable versions. */
    private void requireChannel(Wanted wanted, Progress progress) throws CommandException {
        if (wanted.channel().isEmpty()) {
            return;
        }
        SortedSet<String> channels = new TreeSet<>(Set.of(STABLE));
        for (PluginSelector selector : wanted.plugins()) {
            catalogs.releases(selector.id(), Freshness.CHANGE, progress)
                    .forEach(release -> channels.add(release.channel()));
        }
        String channel = wanted.channel().get();
        if (!channels.contains(channel)) {
            throw Fault.of(
                            FaultKind.NOT_FOUND,
                            "plugin.channel-not-found",
                            "There is no version of channel '" + channel + "'.")
                    .hint("There are versions of: " + String.join(", ", channels) + ".")
                    .exception();
        }
    }

    private Optional<Release> repair(PluginRecord plugin, boolean named, Progress progress) throws CommandException {
        try {
            Optional<Fault> block = warnings.block(plugin);
            if (block.isPresent()) {
                throw block.get().exception();
            }
            return repairs.release(plugin, progress);
        } catch (CommandException e) {
            if (named) {
                throw e;
            }
            progress.warn(e.fault().message());
            return Optional.empty();
        }
    }

    private void noteNewer(Choice choice, boolean newest, Wanted wanted, Progress progress, PlanAssembler plan)
            throws CommandException {
        if (newest || !wanted.isNamed(choice.id())) {
            return;
        }
        Optional<Release> newer = catalogs.releases(choice.id(), Freshness.BROWSE, progress).stream()
                .filter(wanted::isFollowed)
                .filter(release -> release.version().compareTo(choice.version()) > 0)
                .findFirst();
        String channel = wanted.channel().map(name -> " --channel " + name).orElse("");
        plan.note(newer.map(release -> choice.id() + " " + choice.version() + " is installed; version "
                        + release.version() + " is available: marketplace update " + choice.id() + channel)
                .orElse(choice.id() + " " + choice.version() + " is installed already."));
    }
}
