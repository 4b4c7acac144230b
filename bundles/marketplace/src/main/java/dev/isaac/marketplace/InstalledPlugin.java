package dev.isaac.marketplace;

import dev.isaac.command.Fault;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A plugin that is installed in this home.
 *
 * @param id the plugin
 * @param version its version
 * @param registry where it came from
 * @param publisher who published it
 * @param keyId the key that signed it
 * @param summary one sentence; may be empty
 * @param installed when, ISO 8601
 * @param requested whether somebody asked for it, rather than that another plugin needed it
 * @param requires the plugins it needs
 * @param permissions what it was allowed
 * @param commands the commands it adds
 * @param status how it is in this process
 * @param problem why it does not run
 * @param advisories what its registry warns of, the gravest first
 * @param pin why it stays at its version; empty: it does not
 */
public record InstalledPlugin(
        PluginId id,
        PluginVersion version,
        String registry,
        String publisher,
        String keyId,
        String summary,
        String installed,
        boolean requested,
        List<Requirement> requires,
        List<String> permissions,
        List<String> commands,
        Status status,
        Optional<Fault> problem,
        List<PluginAdvisory> advisories,
        Optional<String> pin) {

    public InstalledPlugin {
        Objects.requireNonNull(id);
        Objects.requireNonNull(version);
        Objects.requireNonNull(registry);
        Objects.requireNonNull(publisher);
        Objects.requireNonNull(keyId);
        Objects.requireNonNull(summary);
        Objects.requireNonNull(installed);
        requires = List.copyOf(requires);
        permissions = List.copyOf(permissions);
        commands = List.copyOf(commands);
        Objects.requireNonNull(status);
        Objects.requireNonNull(problem);
        advisories = List.copyOf(advisories);
        Objects.requireNonNull(pin);
    }

    /** A plugin that is not pinned. */
    public InstalledPlugin(
            PluginId id,
            PluginVersion version,
            String registry,
            String publisher,
            String keyId,
            String summary,
            String installed,
            boolean requested,
            List<Requirement> requires,
            List<String> permissions,
            List<String> commands,
            Status status,
            Optional<Fault> problem,
            List<PluginAdvisory> advisories) {
        this(
                id,
                version,
                registry,
                publisher,
                keyId,
                summary,
                installed,
                requested,
                requires,
                permissions,
                commands,
                status,
                problem,
                advisories,
                Optional.empty());
    }

    /** How a plugin is in this process. */
    public enum Status {
        /** Its bundle is active. */
        RUNNING,
        /** It was verified and refused, or it failed to start. */
        BLOCKED,
        /** Another process changed it; this one runs another version, or none, until it is restarted. */
        ELSEWHERE
    }
}
