package dev.isaac.marketplace.internal.engine;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.CommandCalls.Call;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.internal.event.ChangeSteps;
import dev.isaac.marketplace.internal.plan.Impact;
import dev.isaac.marketplace.internal.plan.RunningPlugins;
import dev.isaac.marketplace.internal.state.Needs;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import dev.isaac.marketplace.internal.view.PluginViews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;

/** The plugins of this process: which bundle is which plugin, what runs and what may not. Thread-safe for readers. */
public final class PluginRuntime implements RunningPlugins, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PluginRuntime.class.getName());

    private final LifecycleThread thread = new LifecycleThread();
    private final ResolveGuard guard;
    private final Bundles bundles;
    private final HealthGate health;
    private final FeatureRuntime features;
    private final Migrations migrations;
    private final Drains drains;
    private final Map<PluginId, Running> running = new ConcurrentHashMap<>();
    private final BlockedPlugins blocked;
    private final Stragglers stragglers;

    /**
     * A plugin whose bundle is there.
     *
     * @param plugin what was installed
     * @param bundle its bundle
     */
    public record Running(PluginRecord plugin, Bundle bundle) {}

    /**
     * How patient it is with plugins.
     *
     * @param start how long one may take to start, to stop, or to answer whether it is well
     * @param drain how long its running commands are waited for before it changes
     * @param grace how long these may take to end when they are asked to
     */
    public record Limits(Duration start, Duration drain, Duration grace) {}

    /** Works on a framework; admits the bundles that are there now. */
    public PluginRuntime(BundleContext context, Limits limits) {
        Duration startLimit = limits.start();
        PluginViews views = new PluginViews(context);
        this.guard = new ResolveGuard(views, context.getBundles());
        this.health = new HealthGate(context, thread, startLimit);
        this.drains = new Drains(context, limits.drain(), limits.grace());
        this.bundles = new Bundles(context, guard, views, thread, startLimit, drains::forget);
        this.features = new FeatureRuntime(context, guard, thread, startLimit);
        this.migrations = new Migrations(thread, startLimit);
        this.blocked = new BlockedPlugins(context);
        this.stragglers = new Stragglers(limits.grace());
    }

    /** The hook that lets nothing else resolve; to be registered as a service. */
    public ResolverHookFactory guard() {
        return guard;
    }

    /** What installs bundles of the distribution, on the same thread. */
    public FeatureRuntime features() {
        return features;
    }

    /** The plugin as it runs here. */
    public Optional<Running> running(PluginId id) {
        return Optional.ofNullable(running.get(id));
    }

    /** The plugins that run here. */
    public List<PluginRecord> runningPlugins() {
        return running.values().stream().map(Running::plugin).toList();
    }

    /** Why a plugin does not run here. */
    public Optional<Fault> problem(PluginId id) {
        return blocked.find(id).map(BlockedPlugins.Blocked::problem);
    }

    /** All problems, by plugin. */
    public Map<PluginId, Fault> problems() {
        return blocked.problems();
    }

    /** The plugin to which a bundle belongs. */
    public Optional<PluginRecord> pluginOf(Bundle bundle) {
        return running.values().stream()
                .filter(entry -> entry.bundle().getBundleId() == bundle.getBundleId())
                .map(Running::plugin)
                .findFirst();
    }

    /** The bundles that are no plugins. */
    public List<Bundle> hostBundles() {
        return bundles.others(running.values().stream().map(Running::bundle).toList()).stream()
                .filter(bundle -> !bundle.getLocation().startsWith("isaac:plugin/"))
                .toList();
    }

    @Override
    public Optional<PluginRecord> runningPlugin(PluginId id) {
        return running(id).map(Running::plugin);
    }

    @Override
    public Impact impact(Collection<PluginId> changing) throws CommandException {
        requirePluginsOnly(changing);
        List<Running> touched = closure(changing);
        return new Impact(
                touched.stream()
                        .map(Running::plugin)
                        .filter(plugin -> !changing.contains(plugin.id()))
                        .toList(),
                touched.stream()
                        .map(entry -> entry.plugin().symbolicName())
                        .sorted()
                        .toList(),
                touched.stream()
                        .flatMap(entry -> Bundles.services(entry.bundle()).stream())
                        .distinct()
                        .sorted()
                        .toList());
    }

    /**
     * Brings this process to a state: what is not in it goes, what is missing comes. A plugin that cannot run is
     * blocked, with its reason, and the others go on.
     *
     * @param forbidden the plugins that may not run, with the reason; what runs of them is stopped
     * @return what happened, one sentence each; empty when everything was as it should be
     */
    public List<String> converge(State state, Map<PluginId, Fault> forbidden, StoredBytes source)
            throws CommandException {
        List<String> notes = new ArrayList<>();
        List<Running> outgoing = outgoing(state, forbidden);
        // Until everything is there again: who wants a command meanwhile waits for the new version.
        try (Drains.Drain drain = drains.hold(outgoing)) {
            remove(outgoing, drain, state, notes);
            bring(state, forbidden, source, notes);
        }
        return notes;
    }

    private void bring(State state, Map<PluginId, Fault> forbidden, StoredBytes source, List<String> notes) {
        blocked.retain(state.plugins().keySet());
        List<PluginRecord> coming = new ArrayList<>();
        for (PluginRecord plugin : state.inOrder()) {
            if (running.containsKey(plugin.id())) {
                continue;
            }
            Fault reason = forbidden.get(plugin.id());
            if (reason == null) {
                coming.add(plugin);
            } else {
                block(plugin, reason);
            }
        }
        // All are installed before the first one starts, so that they find each other whatever the order.
        List<Running> fresh = install(coming, source);
        bundles.resolve(fresh.stream().map(Running::bundle).toList());
        Set<PluginId> pending = new HashSet<>();
        fresh.forEach(entry -> pending.add(entry.plugin().id()));
        for (Running entry : fresh) {
            startOrBlock(entry, pending, notes);
            pending.remove(entry.plugin().id());
        }
        // In a circle one may have started before another that failed.
        Optional<Running> lacking;
        do {
            lacking = running.values().stream()
                    .filter(entry -> lacking(entry.plugin(), Set.of()).isPresent())
                    .findFirst();
            lacking.ifPresent(
                    entry -> withdraw(entry, lacking(entry.plugin(), Set.of()).orElseThrow()));
        } while (lacking.isPresent());
    }

    /** What a plugin lacks of what it needs; those that are about to start are counted as there. */
    Optional<Fault> lacking(PluginRecord plugin, Set<PluginId> pending) {
        return Needs.lacking(
                plugin, need -> running.containsKey(need) || pending.contains(need), need -> problem(need));
    }

    /** Whether a plugin is blocked only because another one was, which runs now. */
    public boolean hasStartable() {
        return blocked.all().stream()
                .anyMatch(each -> each.problem().code().equals(Needs.CODE)
                        && lacking(each.plugin(), Set.of()).isEmpty());
    }

    /** While the framework takes one plugin, the next one is read and verified; never more than these two are in memory. */
    private List<Running> install(List<PluginRecord> coming, StoredBytes source) {
        List<Running> fresh = new ArrayList<>();
        Bundles.Installation before = null;
        for (PluginRecord plugin : coming) {
            byte[] bytes = null;
            Fault problem = null;
            try {
                bytes = source.read(plugin);
            } catch (CommandException e) {
                problem = e.fault();
            }
            if (before != null) {
                finish(before, fresh);
            }
            before = bytes == null ? null : bundles.beginInstall(plugin, bytes);
            if (problem != null) {
                block(plugin, problem);
            }
        }
        if (before != null) {
            finish(before, fresh);
        }
        return fresh;
    }

    private void finish(Bundles.Installation installation, List<Running> fresh) {
        PluginRecord plugin = installation.plugin();
        try {
            fresh.add(new Running(plugin, installation.bundle()));
            blocked.release(plugin.id());
        } catch (CommandException e) {
            block(plugin, e.fault());
        }
    }

    /** What may not run on as it is, and what uses it; each after those that it needs. */
    private List<Running> outgoing(State state, Map<PluginId, Fault> forbidden) {
        return closure(running.values().stream()
                .filter(entry -> forbidden.containsKey(entry.plugin().id()) || isOutdated(entry, state))
                .map(entry -> entry.plugin().id())
                .toList());
    }

    private void remove(List<Running> outgoing, Drains.Drain drain, State state, List<String> notes)
            throws CommandException {
        if (outgoing.isEmpty()) {
            return;
        }
        List<Running> affected = new ArrayList<>(outgoing);
        Collections.reverse(affected);
        Map<Running, List<Call>> staying =
                drain.byPlugin(drain.await(id -> "was changed by another ISAAC or may not run", Drains.SILENT));
        for (Running entry : affected) {
            List<Call> calls = staying.get(entry);
            if (calls == null) {
                stop(entry).ifPresent(notes::add);
            } else {
                bundles.stop(entry.plugin(), entry.bundle());
                bundles.leave(entry.plugin(), entry.bundle(), calls);
            }
            running.remove(entry.plugin().id());
            if (!bundles.isStuck(entry.bundle())) {
                bundles.uninstall(entry.plugin(), entry.bundle());
            }
            if (isOutdated(entry, state)) {
                notes.add("Another ISAAC changed " + entry.plugin().id() + "; this one follows.");
            }
        }
        bundles.refresh(affected.stream().map(Running::bundle).toList());
    }

    private static boolean isOutdated(Running entry, State state) {
        return !state.plugin(entry.plugin().id())
                .map(PluginRecord::sha256)
                .equals(Optional.of(entry.plugin().sha256()));
    }

    private void startOrBlock(Running entry, Set<PluginId> pending, List<String> notes) {
        Optional<Fault> lacking = lacking(entry.plugin(), pending);
        if (lacking.isPresent()) {
            withdraw(entry, lacking.get());
            return;
        }
        // Known before it starts: its activator may ask for its data folder.
        running.put(entry.plugin().id(), entry);
        try {
            bundles.start(entry.plugin(), entry.bundle());
            notes.add("Started " + BundleFaults.name(entry.plugin()) + ".");
        } catch (CommandException e) {
            withdraw(entry, e.fault());
        }
    }

    private void withdraw(Running entry, Fault reason) {
        PluginRecord plugin = entry.plugin();
        running.remove(plugin.id());
        bundles.stop(plugin, entry.bundle());
        block(plugin, reason);
        if (!bundles.isStuck(entry.bundle())) {
            try {
                bundles.uninstall(plugin, entry.bundle());
                bundles.refresh(List.of(entry.bundle()));
            } catch (CommandException unclean) {
                LOG.log(System.Logger.Level.WARNING, "cannot remove " + plugin.id(), unclean);
            }
        }
    }

    private void block(PluginRecord plugin, Fault fault) {
        blocked.block(new BlockedPlugins.Blocked(plugin, fault));
        LOG.log(
                System.Logger.Level.WARNING,
                "plugin " + plugin.id() + " does not run: " + fault.code() + ": " + fault.message());
    }

    /** Plugins whose bundles depend on the named ones, and these themselves, each after those that it needs. */
    List<Running> closure(Collection<PluginId> ids) {
        List<Bundle> seeds = ids.stream()
                .map(running::get)
                .filter(Objects::nonNull)
                .map(Running::bundle)
                .toList();
        if (seeds.isEmpty()) {
            return new ArrayList<>();
        }
        Collection<Bundle> closure = bundles.closure(seeds);
        Map<PluginId, PluginRecord> records = new LinkedHashMap<>();
        running.values().stream()
                .filter(entry -> closure.contains(entry.bundle()))
                .forEach(entry -> records.put(entry.plugin().id(), entry.plugin()));
        List<Running> ordered = new ArrayList<>();
        for (PluginRecord plugin : State.inOrder(records)) {
            Running entry = running.get(plugin.id());
            if (entry != null) {
                ordered.add(entry);
            }
        }
        return ordered;
    }

    /** Refuses a change that would restart a bundle of the host. */
    void requirePluginsOnly(Collection<PluginId> ids) throws CommandException {
        List<Bundle> seeds = ids.stream()
                .map(running::get)
                .filter(Objects::nonNull)
                .map(Running::bundle)
                .toList();
        if (seeds.isEmpty()) {
            return;
        }
        List<Bundle> hosts = hostBundles();
        for (Bundle bundle : bundles.closure(seeds)) {
            if (hosts.contains(bundle)) {
                throw Fault.of(
                                FaultKind.CONFLICT,
                                "plugin.refreshes-host",
                                "The change would restart a part of ISAAC itself: " + bundle.getSymbolicName() + ".")
                        .hint("Parts of ISAAC change by self update and a restart.")
                        .exception();
            }
        }
    }

    /**
     * Refuses a change that a command of one of the changing plugins makes itself.
     *
     * @throws CommandException {@code plugin.changes-itself}
     */
    public void requireNotOwn(Collection<PluginId> changing) throws CommandException {
        drains.requireNotOwn(closure(changing));
    }

    /** Stops a plugin; returns what is to be told of threads that go on. */
    private Optional<String> stop(Running entry) {
        ClassLoader loader = Stragglers.loader(entry.bundle());
        return bundles.stop(entry.plugin(), entry.bundle())
                ? stragglers.look(entry.plugin(), entry.bundle(), loader)
                : Optional.empty();
    }

    /** Threads of plugins that were stopped, and go on; one sentence for each plugin. */
    public List<String> stragglers() {
        return stragglers.alive();
    }

    /** Prepares a change; {@link Trial#run} does it. To be closed when the change was recorded or taken back. */
    public Trial trial(
            List<Incoming> put, Collection<PluginId> remove, StoredBytes source, DataChange data, ChangeSteps steps) {
        return new Trial(this, bundles, health, migrations, put, remove, source, data, drains, stragglers, steps);
    }

    Optional<BlockedPlugins.Blocked> blocked(PluginId id) {
        return blocked.find(id);
    }

    /** Blocks again what was blocked before a change that was taken back. */
    void blocked(BlockedPlugins.Blocked former) {
        if (!running.containsKey(former.plugin().id())) {
            blocked.block(former);
        }
    }

    void running(Running entry) {
        running.put(entry.plugin().id(), entry);
        blocked.release(entry.plugin().id());
    }

    void gone(PluginId id) {
        running.remove(id);
        blocked.release(id);
    }

    void failed(PluginRecord plugin, Fault fault) {
        running.remove(plugin.id());
        block(plugin, fault);
    }

    /** Stops all plugins, those that need others first. */
    @Override
    public void close() {
        List<Running> all = closure(List.copyOf(running.keySet()));
        Collections.reverse(all);
        all.forEach(entry -> bundles.stop(entry.plugin(), entry.bundle()));
        running.clear();
        thread.close();
    }
}
