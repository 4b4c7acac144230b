package dev.isaac.marketplace;

import dev.isaac.command.Fault;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What verifying one installed plugin showed.
 *
 * @param id the plugin
 * @param version its version
 * @param checks what was found in order, one sentence each
 * @param problem why it is not as it should be; empty: all is well
 */
public record Verification(PluginId id, PluginVersion version, List<String> checks, Optional<Fault> problem) {
    public Verification {
        Objects.requireNonNull(id);
        Objects.requireNonNull(version);
        checks = List.copyOf(checks);
        Objects.requireNonNull(problem);
    }
}
