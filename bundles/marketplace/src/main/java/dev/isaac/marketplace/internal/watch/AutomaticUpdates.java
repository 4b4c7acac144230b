package dev.isaac.marketplace.internal.watch;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PlannedChange;
import dev.isaac.marketplace.PlannedChange.Action;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.internal.policy.PolicySource;
import dev.isaac.marketplace.internal.policy.UpdateMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells of newer versions, or takes them, as the policy says: by the very plans that {@code marketplace update} makes. What
 * needs anybody's agreement is only told, so consent never widens. Used by one thread at a time.
 */
final class AutomaticUpdates {

    private final Marketplace marketplace;
    private final PolicySource policies;
    private final Set<String> told = new HashSet<>();
    private volatile boolean changing;

    AutomaticUpdates(Marketplace marketplace, PolicySource policies) {
        this.marketplace = marketplace;
        this.policies = policies;
    }

    /** Whether a plan is being applied now. */
    boolean isChanging() {
        return changing;
    }

    /**
     * Once for each plugin, so that one that cannot be updated does not hold up the others.
     *
     * @param silent registries that do not answer now
     */
    void run(Set<String> silent, Progress progress, Consumer<String> sink, Cancellation cancellation)
            throws CommandException {
        UpdateMode mode = policies.now().automaticUpdates();
        if (mode == UpdateMode.OFF) {
            return;
        }
        List<PluginId> ids = marketplace.outdated(progress).stream()
                .filter(outdated -> !silent.contains(outdated.registry()))
                .map(outdated -> outdated.id())
                .toList();
        for (PluginId id : ids) {
            cancellation.check();
            try {
                InstallPlan plan = marketplace.plan(new PlanRequest.Update(List.of(id)), progress);
                if (!plan.isEmpty()) {
                    update(plan, mode, progress, sink, cancellation);
                }
            } catch (CommandException e) {
                if (e.fault().code().equals("plugin.pinned")) {
                    continue; // somebody wants it to stay
                }
                tell(
                        "The automatic update of " + id + " failed: "
                                + e.fault().message() + " (" + e.fault().code() + ")",
                        sink);
            }
        }
    }

    private void update(
            InstallPlan plan, UpdateMode mode, Progress progress, Consumer<String> sink, Cancellation cancellation)
            throws CommandException {
        String what = String.join(
                ", ", plan.changes().stream().map(AutomaticUpdates::line).toList());
        boolean asks = !plan.confirmations().isEmpty();
        if (mode == UpdateMode.NOTIFY || asks) {
            tell(
                    "There is something newer: " + what + ". marketplace update takes it"
                            + (asks ? " when you agree to what it asks for." : "."),
                    sink);
            return;
        }
        changing = true;
        try {
            marketplace.apply(plan, List.of(), progress, cancellation);
        } finally {
            changing = false;
        }
        tell("Updated by itself: " + what + ".", sink);
    }

    private static String line(PlannedChange change) {
        List<String> words = new ArrayList<>(List.of(change.id().value()));
        change.from().map(PluginVersion::toString).ifPresent(words::add);
        if (change.action() == Action.UPDATE) {
            words.add("to");
        }
        if (change.action() != Action.REPAIR) {
            change.to().map(PluginVersion::toString).ifPresent(words::add);
        }
        return String.join(" ", words);
    }

    /** Nobody wants to read the same sentence every few hours. */
    private void tell(String sentence, Consumer<String> sink) {
        if (told.add(sentence)) {
            sink.accept(sentence);
        }
    }
}
