package dev.isaac.marketplace.internal.state;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.Requirement;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A plugin does not run without those that it needs, whether the framework wires them together or not. */
public final class Needs {

    /** The code of a plugin that lacks another one. */
    public static final String CODE = "plugin.need-blocked";

    private Needs() {}

    /** Adds to the plugins of a state that may not run those that need one of them, with the reason. */
    public static void close(State state, Map<PluginId, Fault> forbidden) {
        int before;
        do {
            before = forbidden.size();
            for (PluginRecord plugin : state.inOrder()) {
                if (!forbidden.containsKey(plugin.id())) {
                    lacking(
                                    plugin,
                                    need -> !forbidden.containsKey(need),
                                    need -> Optional.ofNullable(forbidden.get(need)))
                            .ifPresent(fault -> forbidden.put(plugin.id(), fault));
                }
            }
        } while (forbidden.size() > before);
    }

    /**
     * Why a plugin lacks something that it needs; empty when it has everything. What it needs at will may be missing.
     *
     * @param runs whether a plugin runs, or is about to
     * @param reason why one does not run, as far as that is known
     */
    public static Optional<Fault> lacking(
            PluginRecord plugin, Predicate<PluginId> runs, Function<PluginId, Optional<Fault>> reason) {
        return plugin.requires().stream()
                .filter(need -> !need.optional())
                .map(Requirement::plugin)
                .filter(need -> !runs.test(need))
                .findFirst()
                .map(need -> lacking(plugin, need, reason.apply(need)));
    }

    private static Fault lacking(PluginRecord plugin, PluginId need, Optional<Fault> reason) {
        return Fault.of(
                        FaultKind.UNAVAILABLE,
                        CODE,
                        plugin.id() + " " + plugin.version() + " does not run, because it needs " + need
                                + ", which does not run"
                                + reason.map(fault -> ": " + fault.message()).orElse("."))
                .hint("It starts by itself when " + need + " runs again. "
                        + reason.map(Fault::hint).orElse(""))
                .detail("plugin", plugin.id().value())
                .detail("needs", need.value());
    }
}
