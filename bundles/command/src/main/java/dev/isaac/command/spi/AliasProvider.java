package dev.isaac.command.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Brings aliases. A plugin registers it as a service, and its aliases go with the plugin. Each counts only where its name is no
 * command, program, function or alias of the user; the user can disable it. What it makes of a line is judged like any line.
 */
@ConsumerType
@FunctionalInterface
public interface AliasProvider {

    /** The aliases: asked once, when the service comes. */
    List<AliasDefinition> aliases();
}
