package dev.isaac.marketplace.internal.plan;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Plans that plugins go. */
final class Removals {

    private final RunningPlugins runtime;

    Removals(RunningPlugins runtime) {
        this.runtime = runtime;
    }

    VerifiedPlan plan(PlanRequest.Uninstall request, State state) throws CommandException {
        Set<PluginId> going = new TreeSet<>(request.plugins());
        PlanAssembler plan = new PlanAssembler("uninstall", state);
        plan.purge(request.purge());
        for (PluginId id : going) {
            PluginRecord plugin = state.require(id);
            requireUnneeded(id, going, state);
            plan.leave(plugin, true, "you asked for it");
            noteOrphans(plugin, going, state, plan);
        }
        return plan.plan(runtime);
    }

    private static void requireUnneeded(PluginId id, Set<PluginId> going, State state) throws CommandException {
        List<PluginRecord> needing = state.dependents(id).stream()
                .filter(other -> !going.contains(other.id()))
                .toList();
        if (!needing.isEmpty()) {
            String names = String.join(
                    ", ", needing.stream().map(other -> other.id().value()).toList());
            throw Fault.of(FaultKind.CONFLICT, "plugin.needed", id + " is needed by " + names + ".")
                    .hint("Uninstall " + names + ", too, or keep " + id + ".")
                    .detail(
                            "needed_by",
                            needing.stream().map(other -> other.id().value()).toList())
                    .exception();
        }
    }

    private static void noteOrphans(PluginRecord plugin, Set<PluginId> going, State state, PlanAssembler plan) {
        plugin.requires().forEach(need -> state.plugin(need.plugin())
                .filter(other -> !other.requested() && !going.contains(other.id()))
                .filter(other -> state.dependents(other.id()).stream().allMatch(user -> going.contains(user.id())))
                .ifPresent(other -> plan.note("Nothing needs " + other.id() + " any more; marketplace uninstall "
                        + other.id() + " removes it.")));
    }
}
