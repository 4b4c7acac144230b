package dev.isaac.marketplace.internal.engine;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.CommandCalls;
import dev.isaac.command.spi.CommandCalls.Call;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.internal.engine.PluginRuntime.Running;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Lets running commands of plugins come to their end before the plugins change: they are waited for, then asked to end and
 * told why. What goes on all the same is left on its old code.
 */
final class Drains {

    private final BundleContext context;
    private final Duration patience;
    private final Duration grace;

    /**
     * With limits.
     *
     * @param patience how long commands are waited for
     * @param grace how long those that were asked to end may take
     */
    Drains(BundleContext context, Duration patience, Duration grace) {
        this.context = context;
        this.patience = patience;
        this.grace = grace;
    }

    /** Hears which command is waited for. */
    interface Watcher {
        /** Told once for each command; throws to give up. */
        void waitingFor(PluginId plugin, String command) throws CommandException;

        /** Asked again and again; throws to give up. */
        void stillWaiting() throws CommandException;
    }

    /** Refuses what a plugin's own command does to its plugin: it would wait for itself. */
    void requireNotOwn(Collection<Running> plugins) throws CommandException {
        try (Drain drain = hold(plugins)) {
            for (Call call : drain.calls()) {
                if (call.isOwn()) {
                    PluginId id = drain.plugin(call).plugin().id();
                    throw Fault.of(
                                    FaultKind.CONFLICT,
                                    "plugin.changes-itself",
                                    "The command " + call.command() + " of " + id + " cannot change " + id
                                            + " while it runs.")
                            .hint("Let the command end first.")
                            .detail("plugin", id.value())
                            .detail("command", call.command())
                            .exception();
                }
            }
        }
    }

    /** Nobody begins a command of these plugins until it is closed. */
    Drain hold(Collection<Running> plugins) {
        Map<Long, Running> byBundle = new LinkedHashMap<>();
        plugins.forEach(entry -> byBundle.put(entry.bundle().getBundleId(), entry));
        // Where nobody runs commands, in a framework without a gateway, nothing is to be waited for.
        ServiceReference<CommandCalls> reference =
                byBundle.isEmpty() ? null : context.getServiceReference(CommandCalls.class);
        CommandCalls calls = reference == null ? null : context.getService(reference);
        return new Drain(byBundle, calls == null ? null : calls.hold(byBundle.keySet()), () -> {
            if (reference != null) {
                context.ungetService(reference);
            }
        });
    }

    /** The commands of a bundle that does not stop are there no more. */
    void forget(long bundle) {
        ServiceReference<CommandCalls> reference = context.getServiceReference(CommandCalls.class);
        CommandCalls calls = reference == null ? null : context.getService(reference);
        if (calls != null) {
            calls.forget(bundle);
            context.ungetService(reference);
        }
    }

    /** Plugins whose commands are held back. */
    final class Drain implements AutoCloseable {
        private final Map<Long, Running> plugins;
        private final CommandCalls.@Nullable Hold hold;
        private final Runnable release;

        Drain(Map<Long, Running> plugins, CommandCalls.@Nullable Hold hold, Runnable release) {
            this.plugins = plugins;
            this.hold = hold;
            this.release = release;
        }

        private List<Call> calls() {
            return hold == null ? List.of() : hold.calls();
        }

        private Running plugin(Call call) {
            return Objects.requireNonNull(plugins.get(call.bundle()));
        }

        /**
         * Waits for running commands, and asks them to end when they take too long.
         *
         * @param why what becomes of a plugin, in words that follow its name
         * @return those that go on
         */
        List<Call> await(Function<PluginId, String> why, Watcher watcher) throws CommandException {
            CommandCalls.Hold held = hold;
            if (held == null) {
                return List.of();
            }
            Set<String> told = new LinkedHashSet<>();
            long deadline = System.nanoTime() + patience.toNanos();
            try {
                while (!held.await(Duration.ofMillis(50)) && System.nanoTime() < deadline) {
                    watcher.stillWaiting();
                    for (Call call : foreign()) {
                        if (told.add(call.command())) {
                            watcher.waitingFor(plugin(call).plugin().id(), call.command());
                        }
                    }
                }
                held.shut();
                foreign().forEach(call -> call.end(ended(call, why)));
                held.await(grace);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Fault.of(FaultKind.INTERRUPTED, "command.interrupted", "The command was interrupted.")
                        .exception(e);
            }
            return held.calls();
        }

        private List<Call> foreign() {
            return calls().stream().filter(call -> !call.isOwn()).toList();
        }

        private Fault ended(Call call, Function<PluginId, String> why) {
            PluginId id = plugin(call).plugin().id();
            return Fault.of(
                            FaultKind.CONFLICT,
                            "plugin.updating",
                            "The command " + call.command() + " was ended: its plugin " + id + " " + why.apply(id)
                                    + ".")
                    .hint("Type it again when that is done.")
                    .detail("plugin", id.value());
        }

        /** Refuses the change because of commands that go on, unless their plugins shall go anyway. */
        void requireQuiet(List<Call> calls, Set<PluginId> going) throws CommandException {
            for (Call call : calls) {
                PluginId id = plugin(call).plugin().id();
                if (!going.contains(id)) {
                    throw Fault.of(
                                    FaultKind.CONFLICT,
                                    "plugin.busy",
                                    "The command " + call.command() + " of " + id
                                            + " is running and does not end when it is asked to, so " + id
                                            + " cannot be changed now.")
                            .hint("Nothing was changed. End the command, then repeat this.")
                            .detail("plugin", id.value())
                            .detail("command", call.command())
                            .exception();
                }
            }
        }

        /** The plugins of calls, each with all of its calls. */
        Map<Running, List<Call>> byPlugin(List<Call> calls) {
            Map<Running, List<Call>> result = new LinkedHashMap<>();
            calls.forEach(call -> result.computeIfAbsent(plugin(call), plugin -> new ArrayList<>())
                    .add(call));
            return result;
        }

        @Override
        public void close() {
            if (hold != null) {
                hold.close();
            }
            release.run();
        }
    }

    /** For those who wait without anybody to tell. */
    static final Watcher SILENT = new Watcher() {
        @Override
        public void waitingFor(PluginId plugin, String command) {
            // Nobody listens.
        }

        @Override
        public void stillWaiting() {
            // Nobody gives up.
        }
    };
}
