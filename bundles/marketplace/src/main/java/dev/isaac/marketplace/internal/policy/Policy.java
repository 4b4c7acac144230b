package dev.isaac.marketplace.internal.policy;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.marketplace.PluginId;
import java.util.Optional;

/** What the owner of this machine or the distribution allows. A verdict is empty when it is allowed. */
public interface Policy {

    /** Whether a registry may be used. */
    Optional<Fault> registry(String name) throws CommandException;

    /** Whether a plugin of a publisher may be installed or updated. */
    Optional<Fault> plugin(PluginId id, String publisher) throws CommandException;
}
