package dev.isaac.marketplace.internal.plan;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.internal.advisory.Hit;
import dev.isaac.marketplace.internal.advisory.Warnings;
import dev.isaac.marketplace.internal.policy.PolicySource;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.Previous;
import dev.isaac.marketplace.internal.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Plans that the version of a plugin comes back that was there before: out of the store, without any network. */
final class Rollbacks {

    private final PolicySource policies;
    private final Warnings warnings;
    private final RunningPlugins runtime;
    private final Supplier<List<State>> before;
    private final KeptData keptData;

    Rollbacks(
            PolicySource policies,
            Warnings warnings,
            RunningPlugins runtime,
            Supplier<List<State>> before,
            KeptData keptData) {
        this.policies = policies;
        this.warnings = warnings;
        this.runtime = runtime;
        this.before = before;
        this.keptData = keptData;
    }

    VerifiedPlan plan(PluginId id, State state) throws CommandException {
        PluginRecord present = state.require(id);
        PluginRecord back = new Previous(state, before.get()).of(id).orElseThrow(() -> Fault.of(
                        FaultKind.NOT_FOUND,
                        "plugin.no-previous",
                        "There is no earlier version of " + id + " to go back to: it was not updated here.")
                .hint("marketplace versions " + id + " lists what there is; marketplace install " + id
                        + "@VERSION takes one.")
                .exception());
        Optional<Fault> refusal = policies.now().comingBack(back);
        if (refusal.isPresent()) {
            throw refusal.get().exception();
        }
        requireFitting(back, state);
        PlanAssembler plan = new PlanAssembler("rollback", state);
        for (Hit hit : warnings.of(back)) {
            if (hit.forbidsInstallation()) {
                throw hit.refusal().exception();
            }
            plan.warn(hit.plugin() + " " + hit.version() + ": " + hit.shown().line());
        }
        plan.comeBack(back, present);
        if (keptData.has(id, back.version())) {
            plan.note("Its data comes back as version " + back.version() + " left it; what " + present.version()
                    + " wrote is kept, and a rollback of this rollback brings it back.");
        } else {
            plan.note("Its data stays as it is.");
        }
        if (present.pin().isEmpty()) {
            plan.note(
                    "The next update takes the newer version again, unless it is pinned: marketplace pin " + id + ".");
        }
        return plan.plan(runtime);
    }

    private static void requireFitting(PluginRecord back, State state) throws CommandException {
        List<String> reasons = new ArrayList<>();
        for (PluginRecord other : state.plugins().values()) {
            for (Requirement need : other.requires()) {
                if (need.plugin().equals(back.id()) && !need.range().includes(back.version())) {
                    reasons.add(other.id() + " " + other.version() + " needs " + need);
                }
            }
        }
        for (Requirement need : back.requires()) {
            boolean met = state.plugin(need.plugin())
                    .map(other -> need.range().includes(other.version()))
                    .orElse(need.optional());
            if (!met) {
                reasons.add(back.id() + " " + back.version() + " needs " + need);
            }
        }
        if (!reasons.isEmpty()) {
            throw Fault.of(
                            FaultKind.CONFLICT,
                            "plugin.conflict",
                            back.id() + " cannot go back to " + back.version() + ": " + String.join("; ", reasons)
                                    + ".")
                    .hint("Roll back or uninstall what stands against it first.")
                    .detail("reasons", reasons)
                    .exception();
        }
    }
}
