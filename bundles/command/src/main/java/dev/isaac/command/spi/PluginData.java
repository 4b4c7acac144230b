package dev.isaac.command.spi;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The private folder of a plugin. A bundle-scoped service: each bundle that gets it has its own. The folder survives
 * updates and restarts and goes only with {@code uninstall --purge}.
 */
@ProviderType
public interface PluginData {

    /** The folder, created when it is missing. */
    Path folder();
}
