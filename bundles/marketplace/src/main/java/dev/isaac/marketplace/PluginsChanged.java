package dev.isaac.marketplace;

import dev.isaac.marketplace.HistoryEntry.Change;
import java.util.List;

/**
 * The installed plugins became others.
 *
 * @param generation counts the changes of the home
 * @param changes what is different from the last time that this was told, sorted by name
 * @param here whether this process made the change; else another one did, and this one follows
 */
public record PluginsChanged(long generation, List<Change> changes, boolean here) {

    public PluginsChanged {
        changes = List.copyOf(changes);
    }
}
