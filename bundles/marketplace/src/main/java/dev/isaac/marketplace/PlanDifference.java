package dev.isaac.marketplace;

import java.util.List;
import java.util.Objects;

/**
 * How the version of a plugin that a plan brings differs from the one that is there, beside what {@link PlannedChange} says.
 *
 * @param plugin the plugin
 * @param addedNeeds plugins that it needs now and did not need before, or in another range
 * @param droppedNeeds plugins that it needed before and does not need any more, or in another range
 * @param droppedPermissions what it asked for before and does not ask for any more
 * @param addedCommands commands that come
 * @param droppedCommands commands that go
 */
public record PlanDifference(
        PluginId plugin,
        List<Requirement> addedNeeds,
        List<Requirement> droppedNeeds,
        List<String> droppedPermissions,
        List<String> addedCommands,
        List<String> droppedCommands) {

    public PlanDifference {
        Objects.requireNonNull(plugin);
        addedNeeds = List.copyOf(addedNeeds);
        droppedNeeds = List.copyOf(droppedNeeds);
        droppedPermissions = List.copyOf(droppedPermissions);
        addedCommands = List.copyOf(addedCommands);
        droppedCommands = List.copyOf(droppedCommands);
    }

    /** Whether nothing is different. */
    public boolean isEmpty() {
        return addedNeeds.isEmpty()
                && droppedNeeds.isEmpty()
                && droppedPermissions.isEmpty()
                && addedCommands.isEmpty()
                && droppedCommands.isEmpty();
    }
}
