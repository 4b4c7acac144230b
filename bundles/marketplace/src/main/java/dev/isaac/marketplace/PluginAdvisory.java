package dev.isaac.marketplace;

import java.util.Objects;
import java.util.Optional;

/**
 * A warning that a registry signed and that concerns one version of a plugin.
 *
 * @param id the registry's name for it
 * @param severity {@code low}, {@code medium}, {@code high} or {@code critical}
 * @param reason what is wrong, one sentence
 * @param fixed the first version that it does not concern, where it says so
 */
public record PluginAdvisory(String id, String severity, String reason, Optional<PluginVersion> fixed) {
    public PluginAdvisory {
        Objects.requireNonNull(id);
        Objects.requireNonNull(severity);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(fixed);
    }

    /** All of it in one line: {@code advisory ACME-1 (high): it loses data; fixed in 1.2.0}. */
    public String line() {
        String plain = reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
        return "advisory " + id + " (" + severity + "): " + plain
                + fixed.map(version -> "; fixed in " + version).orElse("");
    }
}
