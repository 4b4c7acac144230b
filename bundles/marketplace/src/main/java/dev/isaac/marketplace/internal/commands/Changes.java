package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.CommandException;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PlannedChange;
import dev.isaac.marketplace.PluginVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The way of every command that changes something: plan, agree, apply, tell. */
final class Changes {

    private static final String OVERTAKEN = "plugin.state-changed";
    private static final String ACCEPT_PLAN = "accept-plan";
    private static final int ATTEMPTS = 5;

    private Changes() {}

    static CommandResult run(Marketplace marketplace, PlanRequest request, boolean planOnly, Invocation in)
            throws CommandException {
        return run(marketplace, request, planOnly, Optional.empty(), in);
    }

    /**
     * With a question of its own.
     *
     * @param question asked about the whole plan when the plan itself asks nothing
     */
    static CommandResult run(
            Marketplace marketplace, PlanRequest request, boolean planOnly, Optional<String> question, Invocation in)
            throws CommandException {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(marketplace, request, planOnly, question, in);
            } catch (CommandException e) {
                if (!e.fault().code().equals(OVERTAKEN) || attempt == ATTEMPTS) {
                    throw e;
                }
                // What holds now is planned anew, and whatever it asks is asked anew.
                in.progress().note("Another ISAAC changed the plugins meanwhile; planning again.");
            }
        }
    }

    private static CommandResult attempt(
            Marketplace marketplace, PlanRequest request, boolean planOnly, Optional<String> question, Invocation in)
            throws CommandException {
        InstallPlan plan = marketplace.plan(request, in.progress());
        if (planOnly) {
            return CommandResult.text(planText(plan), plan.toData());
        }
        if (plan.isEmpty()) {
            return CommandResult.text(
                    plan.notes().isEmpty() ? "Everything is up to date." : String.join("\n", plan.notes()),
                    outcome(plan, List.of()));
        }
        plan.lines().forEach(in.progress()::note);
        boolean agreed = isAccepted(plan, in);
        List<String> accepted = new ArrayList<>();
        if (question.isPresent() && plan.confirmations().isEmpty() && !agreed) {
            in.confirm(Confirmation.ordinary(question.get(), plan.lines(), plan.digest()));
        }
        for (Confirmation confirmation : plan.confirmations()) {
            if (!agreed || !confirmation.digest().equals(plan.digest())) {
                in.confirm(confirmation);
            }
            accepted.add(confirmation.digest());
        }
        List<InstalledPlugin> changed = marketplace.apply(plan, accepted, in.progress(), in.cancellation());
        return CommandResult.text(doneText(plan), outcome(plan, changed));
    }

    /** Whether exactly this plan was accepted beforehand. Whoever accepted another one wants that and nothing else. */
    private static boolean isAccepted(InstallPlan plan, Invocation in) throws CommandException {
        Set<String> plans = in.accepted(ACCEPT_PLAN);
        if (plans.isEmpty()) {
            return false;
        }
        if (!plans.contains(plan.digest())) {
            throw Fault.of(
                            FaultKind.CONFLICT,
                            "plugin.plan-changed",
                            "What would happen now is not what was accepted with --accept-plan: it is plan "
                                    + plan.digest() + ".")
                    .hint("--plan shows it; look at it, and accept its digest.")
                    .detail("digest", plan.digest())
                    .detail("details", plan.lines())
                    .exception();
        }
        return true;
    }

    private static String planText(InstallPlan plan) {
        List<String> lines = new ArrayList<>(plan.lines());
        if (plan.isEmpty() && lines.isEmpty()) {
            lines.add("Nothing to do.");
        }
        names("interrupts the commands", plan.interruptedCommands(), lines);
        names("interrupts the services", plan.interruptedServices(), lines);
        names("refreshes the bundles", plan.refreshedBundles(), lines);
        lines.add("plan " + plan.digest());
        return String.join("\n", lines);
    }

    private static void names(String what, List<String> names, List<String> lines) {
        if (!names.isEmpty()) {
            lines.add(what + ": " + String.join(", ", names));
        }
    }

    private static String doneText(InstallPlan plan) {
        List<String> lines = new ArrayList<>();
        for (PlannedChange change : plan.changes()) {
            String commands = change.commands().isEmpty()
                    ? ""
                    : "; " + (change.commands().size() == 1 ? "command: " : "commands: ")
                            + String.join(", ", change.commands());
            lines.add(
                    switch (change.action()) {
                        case ADD -> "Installed " + change.id() + " " + version(change.to()) + commands;
                        case UPDATE ->
                            "Updated " + change.id() + " " + version(change.from()) + " -> " + version(change.to())
                                    + commands;
                        case REPAIR -> "Repaired " + change.id() + " " + version(change.to()) + commands;
                        case REMOVE -> "Uninstalled " + change.id() + " " + version(change.from());
                        case ROLLBACK ->
                            "Rolled back " + change.id() + " " + version(change.from()) + " -> " + version(change.to())
                                    + commands;
                    });
        }
        return String.join("\n", lines);
    }

    private static String version(Optional<PluginVersion> version) {
        return version.map(PluginVersion::toString).orElse("");
    }

    private static Map<String, Object> outcome(InstallPlan plan, List<InstalledPlugin> changed) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("plan", plan.toData());
        data.put("plugins", changed.stream().map(Shapes::installed).toList());
        return data;
    }
}
