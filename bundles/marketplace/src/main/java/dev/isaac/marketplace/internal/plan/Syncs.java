package dev.isaac.marketplace.internal.plan;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.PlannedChange.Action;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginLock;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.internal.catalog.Catalogs;
import dev.isaac.marketplace.internal.registry.Registry.Freshness;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans that exactly the plugins of a lock are there. Nothing is chosen: what the registry offers under a locked version
 * has to be the locked bytes, signed by the locked key, or nothing happens. Versions that were withdrawn since are taken
 * all the same.
 */
final class Syncs {

    private final Catalogs catalogs;
    private final Artifacts artifacts;
    private final RunningPlugins runtime;

    Syncs(Catalogs catalogs, Artifacts artifacts, RunningPlugins runtime) {
        this.catalogs = catalogs;
        this.artifacts = artifacts;
        this.runtime = runtime;
    }

    VerifiedPlan plan(PluginLock lock, State state, Progress progress) throws CommandException {
        Map<PluginId, PluginLock.Entry> locked = new LinkedHashMap<>();
        lock.plugins().forEach(entry -> locked.put(entry.id(), entry));
        PlanAssembler plan = new PlanAssembler("sync", state);
        for (PluginRecord plugin : state.plugins().values()) {
            if (!locked.containsKey(plugin.id())) {
                plan.leave(plugin, false, "the lock does not list it");
            }
        }
        for (PluginLock.Entry entry : locked.values()) {
            Optional<PluginRecord> present = state.plugin(entry.id());
            if (present.map(PluginRecord::sha256).equals(Optional.of(entry.sha256()))) {
                requireComplete(entry, present.get().requires(), locked);
                continue;
            }
            Release release = release(entry, progress);
            requireComplete(entry, release.requires(), locked);
            Artifact artifact = artifacts.of(release, progress);
            if (!artifact.signer().keyId().equals(entry.signer())) {
                throw mismatch(entry, "is signed by key " + artifact.signer().keyId() + ", not by " + entry.signer());
            }
            artifacts.hold(artifact, plan);
            plan.arrive(
                    present.isPresent() ? Action.UPDATE : Action.ADD,
                    artifact,
                    present,
                    entry.requested(),
                    "the lock lists it");
        }
        return plan.plan(runtime);
    }

    private Release release(PluginLock.Entry entry, Progress progress) throws CommandException {
        List<Release> releases = catalogs.releases(entry.id(), Freshness.CHANGE, progress);
        Release release = releases.stream()
                .filter(each -> each.version().equals(entry.version()))
                .findFirst()
                .orElseThrow(() -> Fault.of(
                                FaultKind.NOT_FOUND,
                                "lock.not-offered",
                                "The lock lists " + entry.id() + " " + entry.version() + " of registry '"
                                        + entry.registry() + "', and no registry here offers it.")
                        .hint("Add that registry: marketplace registry add " + entry.registry()
                                + " LOCATION --root FILE.")
                        .exception());
        if (!release.registry().equals(entry.registry())) {
            throw mismatch(
                    entry, "comes from registry '" + release.registry() + "', not from '" + entry.registry() + "'");
        }
        if (!release.publisher().equals(entry.publisher())) {
            throw mismatch(entry, "is published by " + release.publisher() + ", not by " + entry.publisher());
        }
        if (!release.sha256().equals(entry.sha256())) {
            throw mismatch(entry, "has other bytes: " + release.sha256() + " instead of " + entry.sha256());
        }
        return release;
    }

    private static CommandException mismatch(PluginLock.Entry entry, String how) {
        return Fault.of(
                        FaultKind.VERIFICATION,
                        "lock.mismatch",
                        entry.id() + " " + entry.version() + " is not what the lock lists: here it " + how + ".")
                .hint("Nothing was changed. Make a new lock where the plugins are as they should be, or ask who changed"
                        + " the registry.")
                .detail("plugin", entry.id().value())
                .exception();
    }

    private static void requireComplete(
            PluginLock.Entry entry, List<Requirement> requires, Map<PluginId, PluginLock.Entry> locked)
            throws CommandException {
        for (Requirement need : requires) {
            PluginLock.Entry other = locked.get(need.plugin());
            boolean met = other == null ? need.optional() : need.range().includes(other.version());
            if (!met) {
                throw Fault.of(
                                FaultKind.CONFLICT,
                                "lock.incomplete",
                                entry.id() + " " + entry.version() + " needs " + need
                                        + ", and the lock does not list a version that fits.")
                        .hint("A lock that marketplace lock writes is complete; was this one edited?")
                        .exception();
            }
        }
    }
}
