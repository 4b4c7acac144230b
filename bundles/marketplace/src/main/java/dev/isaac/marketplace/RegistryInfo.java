package dev.isaac.marketplace;

import java.util.List;
import java.util.Objects;

/**
 * One configured registry.
 *
 * @param name its name
 * @param location a folder or an address
 * @param rootDigest SHA-256 of the root that is trusted for it, in lower-case hex; empty when it cannot be read
 * @param builtIn whether it came with the distribution
 * @param plugins patterns of the names that come from this registry only; empty: it may offer any other name
 */
public record RegistryInfo(String name, String location, String rootDigest, boolean builtIn, List<String> plugins) {
    public RegistryInfo {
        Objects.requireNonNull(name);
        Objects.requireNonNull(location);
        Objects.requireNonNull(rootDigest);
        plugins = List.copyOf(plugins);
    }
}
