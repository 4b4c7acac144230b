package dev.isaac.marketplace.internal.plan;

import dev.isaac.command.CommandException;
import dev.isaac.marketplace.internal.state.PluginRecord;

/** What is stored of installed plugins. */
@FunctionalInterface
public interface InstalledBytes {

    /** The stored bytes of a plugin, verified with what was recorded. */
    byte[] read(PluginRecord plugin) throws CommandException;
}
