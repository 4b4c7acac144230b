package dev.isaac.marketplace.internal.engine;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.CommandCalls.Call;
import dev.isaac.marketplace.ChangeEvent.Phase;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.internal.engine.PluginRuntime.Running;
import dev.isaac.marketplace.internal.event.ChangeSteps;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * One change of the running plugins, with the way back: {@link #run} either reaches the new set, healthy, or restores the
 * old one and throws; {@link #undo} restores the old one afterwards, when the change could not be recorded.
 */
public final class Trial implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Trial.class.getName());

    private final PluginRuntime runtime;
    private final Bundles bundles;
    private final HealthGate health;
    private final List<Incoming> put;
    private final Set<PluginId> remove;
    private final StoredBytes source;
    private final DataChange data;
    private final Migrations migrations;
    private final Drains drains;
    private final Stragglers stragglers;
    private final ChangeSteps steps;
    private Drains.@Nullable Drain drain;
    /** What ran before and is touched, each after those that it needs. */
    private final List<Running> before = new ArrayList<>();
    /** What is to be told when the change holds. */
    private final List<String> remarks = new ArrayList<>();
    /** What was blocked before and is touched. */
    private final List<BlockedPlugins.Blocked> blocked = new ArrayList<>();

    Trial(
            PluginRuntime runtime,
            Bundles bundles,
            HealthGate health,
            Migrations migrations,
            List<Incoming> put,
            Collection<PluginId> remove,
            StoredBytes source,
            DataChange data,
            Drains drains,
            Stragglers stragglers,
            ChangeSteps steps) {
        this.drains = drains;
        this.stragglers = stragglers;
        this.steps = steps;
        this.data = data;
        this.migrations = migrations;
        this.runtime = runtime;
        this.bundles = bundles;
        this.health = health;
        this.put = List.copyOf(put);
        this.remove = new LinkedHashSet<>(remove);
        this.source = source;
    }

    /** Does the change, or restores what was and says why. */
    public void run() throws CommandException {
        Set<PluginId> touched = new LinkedHashSet<>(remove);
        put.forEach(incoming -> touched.add(incoming.plugin().id()));
        runtime.requirePluginsOnly(touched);
        before.addAll(runtime.closure(touched));
        touched.forEach(id -> runtime.blocked(id).ifPresent(blocked::add));
        Drains.Drain held = drains.hold(before);
        drain = held;
        List<Call> staying = held.await(this::fate, new Waiting());
        held.requireQuiet(staying, remove);
        try {
            stopAll(held.byPlugin(staying).keySet());
            held.byPlugin(staying).forEach((entry, calls) -> bundles.leave(entry.plugin(), entry.bundle(), calls));
            data.begin();
            List<Bundle> changed = exchange();
            bundles.refresh(changed);
            startAll();
        } catch (CommandException | RuntimeException e) {
            undo();
            throw e;
        }
    }

    /** What becomes of a plugin, for whoever runs a command of it. */
    private String fate(PluginId id) {
        if (remove.contains(id)) {
            return "is being removed";
        }
        return put.stream().anyMatch(incoming -> incoming.plugin().id().equals(id))
                ? "is being changed to another version"
                : "restarts with a plugin that it uses";
    }

    private final class Waiting implements Drains.Watcher {
        @Override
        public void waitingFor(PluginId plugin, String command) throws CommandException {
            steps.step(Phase.DRAINING, plugin, command, 0, 0);
        }

        @Override
        public void stillWaiting() throws CommandException {
            steps.cancellation().check();
        }
    }

    /** Threads that go on are looked for where no command is known to go on. */
    private void stopAll(Set<Running> busy) throws CommandException {
        int done = 0;
        List<Running> reverse = new ArrayList<>(before);
        Collections.reverse(reverse);
        for (Running entry : reverse) {
            steps.step(Phase.STOPPING, entry.plugin().id(), "", done++, reverse.size());
            ClassLoader loader = Stragglers.loader(entry.bundle());
            boolean stopped = bundles.stop(entry.plugin(), entry.bundle());
            if (stopped && !busy.contains(entry)) {
                stragglers.look(entry.plugin(), entry.bundle(), loader).ifPresent(remarks::add);
            }
            // What goes may hang while it stops: its bundle is left alone, and gone at the next start.
            if (!stopped && !remove.contains(entry.plugin().id())) {
                throw Fault.of(
                                FaultKind.FAILED,
                                "plugin.stop-timeout",
                                BundleFaults.name(entry.plugin()) + " does not stop, so it was not changed.")
                        .hint("marketplace uninstall " + entry.plugin().id()
                                + " removes it all the same, and its data stays; then install the other version.")
                        .exception();
            }
        }
    }

    private List<Bundle> exchange() throws CommandException {
        List<Bundle> changed = new ArrayList<>();
        for (Running entry : before) {
            if (remove.contains(entry.plugin().id())) {
                changed.add(entry.bundle());
                if (!bundles.isStuck(entry.bundle())) {
                    bundles.uninstall(entry.plugin(), entry.bundle());
                }
                runtime.gone(entry.plugin().id());
            }
        }
        remove.forEach(runtime::gone);
        for (Incoming incoming : put) {
            PluginRecord plugin = incoming.plugin();
            Running old = runtime.running(plugin.id()).orElse(null);
            if (old == null) {
                runtime.running(new Running(plugin, bundles.install(plugin, incoming.bytes())));
            } else {
                bundles.update(plugin, old.bundle(), incoming.bytes());
                runtime.running(new Running(plugin, old.bundle()));
                changed.add(old.bundle());
            }
        }
        return changed;
    }

    private void startAll() throws CommandException {
        Map<PluginId, PluginRecord> starting = new LinkedHashMap<>();
        before.stream()
                .filter(entry -> !remove.contains(entry.plugin().id()))
                .forEach(entry -> starting.put(entry.plugin().id(), entry.plugin()));
        put.forEach(incoming -> starting.put(incoming.plugin().id(), incoming.plugin()));
        int done = 0;
        for (PluginRecord plugin : State.inOrder(starting)) {
            Running entry = runtime.running(plugin.id()).orElseThrow();
            Optional<Fault> lacking = runtime.lacking(plugin, Set.of());
            if (lacking.isPresent()) {
                throw lacking.get().exception();
            }
            Optional<DataChange.Migration> migration = data.migration(plugin.id());
            if (migration.isPresent()) {
                steps.step(Phase.MIGRATING, plugin.id(), "", done, starting.size());
                migrations.run(
                        plugin,
                        entry.bundle(),
                        migration.get().folder(),
                        migration.get().from());
            }
            steps.step(Phase.STARTING, plugin.id(), "", done++, starting.size());
            bundles.start(plugin, entry.bundle());
        }
        done = 0;
        // Checked when all are there: a command may need a service of a plugin that started after it.
        for (PluginRecord plugin : starting.values()) {
            steps.step(Phase.CHECKING, plugin.id(), "", done++, starting.size());
            health.check(plugin, runtime.running(plugin.id()).orElseThrow().bundle());
        }
    }

    /** What is to be told of a change that holds, one sentence each. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** Those who wait for the plugins go on, with what is there now. */
    @Override
    public void close() {
        if (drain != null) {
            drain.close();
        }
    }

    /** Restores what was. What cannot be restored is blocked, with its reason, and logged. */
    public void undo() {
        steps.told(Phase.TAKING_BACK, "");
        List<Bundle> changed = new ArrayList<>();
        withdrawNew(changed);
        List<Running> restored = new ArrayList<>();
        for (Running old : before) {
            restore(old, changed, restored);
        }
        try {
            bundles.refresh(changed);
        } catch (CommandException e) {
            LOG.log(System.Logger.Level.ERROR, "cannot refresh after a change was taken back", e);
        }
        data.undo();
        for (Running entry : restored) {
            runtime.running(entry);
            try {
                bundles.start(entry.plugin(), entry.bundle());
            } catch (CommandException e) {
                runtime.failed(entry.plugin(), e.fault());
            }
        }
        blocked.forEach(runtime::blocked);
    }

    private void withdrawNew(List<Bundle> changed) {
        List<Incoming> reverse = new ArrayList<>(put);
        Collections.reverse(reverse);
        for (Incoming incoming : reverse) {
            PluginRecord plugin = incoming.plugin();
            Running now = runtime.running(plugin.id()).orElse(null);
            if (now == null) {
                continue;
            }
            bundles.stop(now.plugin(), now.bundle());
            boolean isNew = before.stream()
                    .noneMatch(old -> old.bundle().getBundleId() == now.bundle().getBundleId());
            if (isNew) {
                runtime.gone(plugin.id());
                uninstall(now);
                changed.add(now.bundle());
            }
        }
    }

    private void uninstall(Running entry) {
        if (bundles.isStuck(entry.bundle())) {
            return;
        }
        try {
            bundles.uninstall(entry.plugin(), entry.bundle());
        } catch (CommandException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "cannot uninstall " + entry.plugin().id(),
                    e);
        }
    }

    private void restore(Running old, List<Bundle> changed, List<Running> restored) {
        PluginRecord plugin = old.plugin();
        Running now = runtime.running(plugin.id()).orElse(null);
        boolean same = now != null && now.plugin().sha256().equals(plugin.sha256());
        try {
            if (bundles.rejoin(old.bundle())) {
                restored.add(old);
            } else if (same && !bundles.isStuck(old.bundle())) {
                bundles.stop(plugin, old.bundle());
                restored.add(old);
            } else if (now == null || bundles.isStuck(old.bundle())) {
                runtime.gone(plugin.id());
                restored.add(new Running(plugin, bundles.install(plugin, source.read(plugin))));
            } else {
                bundles.update(plugin, old.bundle(), source.read(plugin));
                changed.add(old.bundle());
                restored.add(old);
            }
        } catch (CommandException e) {
            runtime.failed(plugin, e.fault());
        }
    }
}
