package dev.isaac.marketplace;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a configured registry is, and what its verification begins with.
 *
 * @param name its name
 * @param location a {@code file:}, {@code http:} or {@code https:} address that ends with a slash
 * @param root the file with the root of trust that was given when the registry was added
 */
public record RegistrySource(String name, URI location, Path root) {
    public RegistrySource {
        Objects.requireNonNull(name);
        Objects.requireNonNull(location);
        Objects.requireNonNull(root);
    }
}
