package dev.isaac.marketplace.internal.plan;

import dev.isaac.command.CommandException;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.internal.state.PluginRecord;
import java.util.Collection;
import java.util.Optional;

/** What a plan has to know of the plugins of this process. */
public interface RunningPlugins {

    /** The plugin as it runs here. */
    Optional<PluginRecord> runningPlugin(PluginId id);

    /**
     * What a change of these does.
     *
     * @throws CommandException {@code plugin.refreshes-host} when it would restart a part of ISAAC itself
     */
    Impact impact(Collection<PluginId> changing) throws CommandException;
}
