package dev.isaac.marketplace.internal.engine;

import dev.isaac.command.CommandException;
import dev.isaac.marketplace.internal.state.PluginRecord;

/** The verified bytes of an installed plugin. */
@FunctionalInterface
public interface StoredBytes {

    /**
     * Reads and verifies them: digest, author's signature with the recorded key.
     *
     * @throws CommandException when they are not the ones that were installed
     */
    byte[] read(PluginRecord plugin) throws CommandException;
}
