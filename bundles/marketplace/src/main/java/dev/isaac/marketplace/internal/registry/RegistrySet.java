package dev.isaac.marketplace.internal.registry;

import dev.isaac.command.CommandException;

/** Registries that are asked: those that are configured, or one that came in a package. */
public interface RegistrySet {

    /** Which of them may offer which name, as they are configured now. */
    Namespaces namespaces() throws CommandException;

    /** The one of a name. */
    RegistryConfig named(String name) throws CommandException;

    /** A registry with what is trusted of it. */
    Registry open(RegistryConfig config) throws CommandException;
}
