package dev.isaac.marketplace.internal.plan;

import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.internal.state.PluginRecord;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a plan has to know of the plugins of this process. */
public interface RunningPlugins {

    /** The plugin as it runs here. */
    Optional<PluginRecord> runningPlugin(PluginId id);

    /** The plugins that stop for a moment when these change, those themselves left out. */
    List<PluginRecord> interruptedBy(Collection<PluginId> changing);
}
