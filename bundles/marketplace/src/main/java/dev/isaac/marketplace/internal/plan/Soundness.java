package dev.isaac.marketplace.internal.plan;

import dev.isaac.command.Fault;
import dev.isaac.marketplace.internal.state.PluginRecord;
import java.util.Optional;

/** Whether an installed plugin is as it was installed. */
@FunctionalInterface
public interface Soundness {

    /** Why the plugin does not run here, or could not run at the next start; empty when all is well. */
    Optional<Fault> problem(PluginRecord plugin);
}
