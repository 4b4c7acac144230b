package dev.isaac.marketplace.internal.registry;

import dev.isaac.marketplace.PluginId;
import java.util.List;

/**
 * Which registries may offer a name. A name that is mapped to registries comes from these only; no other is ever asked for
 * it. What the distribution maps, the user's registries cannot take; of several patterns that cover a name the longest
 * counts. Immutable.
 *
 * @param configured all, in the order in which they are asked
 * @param registries those of them that are asked at all
 */
public record Namespaces(List<RegistryConfig> configured, List<RegistryConfig> registries) {

    public Namespaces {
        configured = List.copyOf(configured);
        registries = List.copyOf(registries);
    }

    /** Where all are asked. */
    Namespaces(List<RegistryConfig> configured) {
        this(configured, configured);
    }

    /** Where one is asked only. A name that is mapped to another does not come from it for that. */
    Namespaces only(RegistryConfig registry) {
        return new Namespaces(configured, List.of(registry));
    }

    /** The registries that may offer a name and are asked, in order. */
    public List<RegistryConfig> offering(PluginId id) {
        return permitted(id).stream().filter(registries::contains).toList();
    }

    private List<RegistryConfig> permitted(PluginId id) {
        for (boolean builtIn : new boolean[] {true, false}) {
            List<RegistryConfig> mapped = mapped(id, builtIn);
            if (!mapped.isEmpty()) {
                return mapped;
            }
        }
        return configured.stream().filter(config -> config.plugins().isEmpty()).toList();
    }

    private List<RegistryConfig> mapped(PluginId id, boolean builtIn) {
        int longest = configured.stream()
                .filter(config -> config.builtIn() == builtIn)
                .mapToInt(config -> length(config, id))
                .max()
                .orElse(0);
        return longest == 0
                ? List.of()
                : configured.stream()
                        .filter(config -> config.builtIn() == builtIn && length(config, id) == longest)
                        .toList();
    }

    /** How long the pattern is that maps a name to a registry; 0: none does. */
    private static int length(RegistryConfig config, PluginId id) {
        return config.claim(id).map(String::length).orElse(0);
    }
}
