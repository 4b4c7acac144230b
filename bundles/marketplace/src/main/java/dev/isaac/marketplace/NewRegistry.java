package dev.isaac.marketplace;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A registry that shall be added.
 *
 * @param name lower-case letters, digits and dashes
 * @param location a folder, or a {@code file:}, {@code http:} or {@code https:} address
 * @param root what its verification begins with
 * @param plugins patterns of plugin names that shall come from this registry only; may be empty
 * @param authorities a PEM file with the only authorities whose certificates its server may have; empty: those that Java
 *     and the user trust
 * @param file a package of the registry that is verified instead of the location, which may be out of reach now; empty:
 *     the location is asked
 */
public record NewRegistry(
        String name,
        String location,
        TrustAnchor root,
        List<String> plugins,
        Optional<Path> authorities,
        Optional<Path> file) {

    public NewRegistry {
        Objects.requireNonNull(name);
        Objects.requireNonNull(location);
        Objects.requireNonNull(root);
        plugins = List.copyOf(plugins);
        Objects.requireNonNull(authorities);
        Objects.requireNonNull(file);
    }

    /** One that is asked at its location, where it has a certificate that Java and the user trust. */
    public NewRegistry(String name, String location, TrustAnchor root, List<String> plugins) {
        this(name, location, root, plugins, Optional.empty(), Optional.empty());
    }
}
