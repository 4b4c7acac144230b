package dev.isaac.marketplace.internal.registry;

import dev.isaac.command.CommandException;
import dev.isaac.marketplace.PluginId;
import java.util.List;

/** Registries that are asked: those that are configured, or one that came in a package. */
public interface RegistrySet {

    /** All of them, in the order in which they are asked. */
    List<RegistryConfig> configured() throws CommandException;

    /** The one of a name. */
    RegistryConfig named(String name) throws CommandException;

    /** A registry with what is trusted of it. */
    Registry open(RegistryConfig config) throws CommandException;

    /** Those that may offer a name, in order. */
    List<RegistryConfig> offering(PluginId id) throws CommandException;
}
