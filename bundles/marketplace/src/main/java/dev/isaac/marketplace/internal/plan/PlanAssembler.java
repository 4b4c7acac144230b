package dev.isaac.marketplace.internal.plan;

import dev.isaac.command.CommandException;
import dev.isaac.marketplace.PlanDifference;
import dev.isaac.marketplace.PlannedChange;
import dev.isaac.marketplace.PlannedChange.Action;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.Release.ProvidedCommand;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import dev.isaac.trust.permission.Permissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Collects what a plan consists of, and works out what it interrupts. One instance makes one plan. */
final class PlanAssembler {

    private final String action;
    private final State state;
    private final List<PlannedChange> changes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<PluginId, Artifact> artifacts = new HashMap<>();
    private final Map<PluginId, PluginRecord> restored = new HashMap<>();
    private final Map<PluginId, String> expected = new HashMap<>();
    private final List<PlanDifference> differences = new ArrayList<>();
    private boolean purge;

    /**
     * For one request.
     *
     * @param action what is done, as the history names it
     * @param state what is installed, and whom the home knows
     */
    PlanAssembler(String action, State state) {
        this.action = action;
        this.state = state;
    }

    /** Something comes from a registry, in the place of what is there. */
    void arrive(Action what, Artifact artifact, Optional<PluginRecord> present, boolean asked, String reason) {
        Release release = artifact.release();
        artifacts.put(release.id(), artifact);
        present.ifPresent(this::expect);
        List<String> known = present.map(PluginRecord::flags).orElse(List.of());
        List<String> commands =
                release.commands().stream().map(ProvidedCommand::name).toList();
        present.ifPresent(before -> compare(before, release.requires(), release.permissions(), commands));
        changes.add(new PlannedChange(
                what,
                release.id(),
                present.map(PluginRecord::version),
                Optional.of(release.version()),
                reason,
                asked,
                release.registry(),
                release.publisher(),
                artifact.signer().keyId(),
                present.map(plugin -> plugin.signer().keyId()),
                present.map(PluginRecord::publisher),
                state.signers(release.registry(), release.publisher()),
                release.sha256(),
                release.length(),
                release.permissions(),
                Permissions.beyond(
                        release.permissions(),
                        present.map(PluginRecord::permissions).orElse(List.of())),
                release.flags(),
                release.flags().stream().filter(flag -> !known.contains(flag)).toList(),
                commands));
    }

    private void compare(
            PluginRecord before, List<Requirement> requires, List<String> permissions, List<String> commands) {
        PlanDifference difference = new PlanDifference(
                before.id(),
                without(requires, before.requires()),
                without(before.requires(), requires),
                without(before.permissions(), permissions),
                without(commands, before.commands()),
                without(before.commands(), commands));
        if (!difference.isEmpty()) {
            differences.add(difference);
        }
    }

    private static <T> List<T> without(List<T> all, List<T> known) {
        return all.stream().filter(one -> !known.contains(one)).toList();
    }

    /** Something goes. */
    void leave(PluginRecord plugin, boolean asked, String reason) {
        expect(plugin);
        changes.add(new PlannedChange(
                Action.REMOVE,
                plugin.id(),
                Optional.of(plugin.version()),
                Optional.empty(),
                reason,
                asked,
                plugin.registry(),
                plugin.publisher(),
                plugin.signer().keyId(),
                Optional.of(plugin.signer().keyId()),
                Optional.of(plugin.publisher()),
                state.signers(plugin.registry(), plugin.publisher()),
                plugin.sha256(),
                plugin.length(),
                plugin.permissions(),
                List.of(),
                plugin.flags(),
                List.of(),
                plugin.commands()));
    }

    /** A version that was there before comes back out of the store. */
    void comeBack(PluginRecord back, PluginRecord present) {
        restored.put(back.id(), back);
        compare(present, back.requires(), back.permissions(), back.commands());
        expect(present);
        changes.add(new PlannedChange(
                Action.ROLLBACK,
                back.id(),
                Optional.of(present.version()),
                Optional.of(back.version()),
                "you asked for it",
                true,
                back.registry(),
                back.publisher(),
                back.signer().keyId(),
                Optional.of(present.signer().keyId()),
                Optional.of(present.publisher()),
                state.signers(back.registry(), back.publisher()),
                back.sha256(),
                back.length(),
                back.permissions(),
                Permissions.beyond(back.permissions(), present.permissions()),
                back.flags(),
                back.flags().stream()
                        .filter(flag -> !present.flags().contains(flag))
                        .toList(),
                back.commands()));
    }

    /** Applying the plan shall fail when this is not there any more. */
    private void expect(PluginRecord present) {
        expected.put(present.id(), present.sha256());
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    void warn(String sentence) {
        warnings.add(sentence);
    }

    void purge(boolean wanted) {
        purge = wanted;
    }

    VerifiedPlan plan(RunningPlugins runtime) throws CommandException {
        List<PluginId> changing = changes.stream()
                .filter(change -> change.action() != Action.ADD)
                .map(PlannedChange::id)
                .toList();
        Impact impact = runtime.impact(changing);
        List<PluginRecord> restarted = impact.restarted();
        Set<String> interrupted = new TreeSet<>();
        changing.forEach(id -> runtime.runningPlugin(id).ifPresent(entry -> interrupted.addAll(entry.commands())));
        restarted.forEach(entry -> interrupted.addAll(entry.commands()));
        return new VerifiedPlan(
                action,
                changes,
                notes,
                warnings,
                restarted.stream().map(PluginRecord::id).sorted().toList(),
                List.copyOf(interrupted),
                impact,
                List.copyOf(differences),
                purge,
                artifacts,
                restored,
                expected);
    }
}
