package dev.isaac.marketplace.internal.registry;

import dev.isaac.marketplace.PluginId;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * One configured registry.
 *
 * @param name its name
 * @param location where it is, always ending with a slash: {@code file:}, {@code http:} or {@code https:}
 * @param shown the location as people wrote it
 * @param root the file with the trusted root
 * @param builtIn whether it came with the distribution
 * @param plugins patterns of names that come from it only
 */
public record RegistryConfig(
        String name, URI location, String shown, Path root, boolean builtIn, List<String> plugins) {

    public RegistryConfig {
        Objects.requireNonNull(name);
        Objects.requireNonNull(location);
        Objects.requireNonNull(shown);
        Objects.requireNonNull(root);
        plugins = List.copyOf(plugins);
    }

    /** Whether it is a folder on this machine. */
    public boolean isFolder() {
        return "file".equals(location.getScheme());
    }

    /** Where it is, for people who look for it: the absolute folder, or the address as it was written. */
    public String place() {
        return isFolder() ? Path.of(location).toString() : shown;
    }

    /** Whether a name was mapped to it. */
    public boolean claims(PluginId id) {
        return plugins.stream().anyMatch(id::isCoveredBy);
    }
}
