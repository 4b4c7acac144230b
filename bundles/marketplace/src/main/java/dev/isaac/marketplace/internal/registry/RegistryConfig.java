package dev.isaac.marketplace.internal.registry;

import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.internal.transport.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One configured registry.
 *
 * @param name its name
 * @param location where it is, always ending with a slash: {@code file:}, {@code http:} or {@code https:}
 * @param shown the location as people wrote it
 * @param root the file with the trusted root
 * @param builtIn whether it came with the distribution
 * @param plugins patterns of names that come from it only
 * @param authorities the file with the only authorities whose certificates its server may have; empty: the usual ones
 */
public record RegistryConfig(
        String name,
        URI location,
        String shown,
        Path root,
        boolean builtIn,
        List<String> plugins,
        Optional<Path> authorities) {

    public RegistryConfig {
        Objects.requireNonNull(name);
        Objects.requireNonNull(location);
        Objects.requireNonNull(shown);
        Objects.requireNonNull(root);
        plugins = List.copyOf(plugins);
        Objects.requireNonNull(authorities);
    }

    /** Whether it is a folder on this machine. */
    public boolean isFolder() {
        return Transport.isFolder(location);
    }

    /** Where it is, for people who look for it: the absolute folder, or the address as it was written. */
    public String place() {
        return isFolder() ? Path.of(location).toString() : shown;
    }

    /** The longest pattern that maps a name to it. */
    public Optional<String> claim(PluginId id) {
        return plugins.stream().filter(id::isCoveredBy).max(Comparator.comparingInt(String::length));
    }
}
