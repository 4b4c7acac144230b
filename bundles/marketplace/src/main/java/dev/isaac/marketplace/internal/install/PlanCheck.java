package dev.isaac.marketplace.internal.install;

import dev.isaac.command.CommandException;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PlannedChange;
import dev.isaac.marketplace.PlannedChange.Action;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.internal.advisory.Hit;
import dev.isaac.marketplace.internal.advisory.Warnings;
import dev.isaac.marketplace.internal.plan.Artifact;
import dev.isaac.marketplace.internal.plan.VerifiedPlan;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a plan may still be carried out: it was agreed to, and what it was made for is still so. */
final class PlanCheck {

    private PlanCheck() {}

    static void requireConsent(VerifiedPlan plan, Collection<String> accepted) throws CommandException {
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
    static void requireUnchanged(VerifiedPlan plan, State state) throws CommandException {
        Set<PluginId> going = new HashSet<>();
        for (PlannedChange change : plan.changes()) {
            Optional<String> present = state.plugin(change.id()).map(PluginRecord::sha256);
            if (!present.equals(plan.expected(change.id()))) {
                throw changed(change.id());
            }
            if (change.action() == Action.REMOVE) {
                going.add(change.id());
            }
            requireSameSigners(change, state);
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

    /** A key that was no surprise when the plan was made may be one now, and nobody was asked about it. */
    private static void requireSameSigners(PlannedChange change, State state) throws CommandException {
        List<String> known = state.signers(change.registry(), change.publisher());
        boolean surprise = !known.isEmpty() && !known.contains(change.keyId());
        if (change.action() == Action.ADD && surprise && !change.hasNewSigner()) {
            throw changed(change.id());
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
    static void requireUnwarned(VerifiedPlan plan, Warnings warnings) throws CommandException {
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
}
