package dev.isaac.marketplace.internal.state;

import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Requirement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One installed plugin in the state file.
 *
 * @param id the plugin
 * @param version its version
 * @param registry the name of the registry it came from
 * @param publisher who published it
 * @param symbolicName its bundle's name
 * @param sha256 digest of its jar in the store
 * @param length the jar's length
 * @param statement digest of its author's statement in the store
 * @param signer the key that signed it
 * @param requires the plugins it needs
 * @param permissions what it was allowed
 * @param flags what its code does that no permission covers
 * @param commands the commands it declares
 * @param summary one sentence; may be empty
 * @param published when the registry listed it, ISO 8601; may be empty
 * @param installed when, ISO 8601
 * @param requested whether somebody asked for it
 * @param pin why it stays at its version; empty: it does not
 */
public record PluginRecord(
        PluginId id,
        PluginVersion version,
        String registry,
        String publisher,
        String symbolicName,
        String sha256,
        long length,
        String statement,
        SignerKey signer,
        List<Requirement> requires,
        List<String> permissions,
        List<String> flags,
        List<String> commands,
        String summary,
        String published,
        String installed,
        boolean requested,
        Optional<String> pin) {

    public PluginRecord {
        Objects.requireNonNull(id);
        Objects.requireNonNull(version);
        Objects.requireNonNull(registry);
        Objects.requireNonNull(publisher);
        Objects.requireNonNull(symbolicName);
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(statement);
        Objects.requireNonNull(signer);
        requires = List.copyOf(requires);
        permissions = List.copyOf(permissions);
        flags = List.copyOf(flags);
        commands = List.copyOf(commands);
        Objects.requireNonNull(summary);
        Objects.requireNonNull(published);
        Objects.requireNonNull(installed);
        Objects.requireNonNull(pin);
    }

    /** A plugin that is not pinned. */
    public PluginRecord(
            PluginId id,
            PluginVersion version,
            String registry,
            String publisher,
            String symbolicName,
            String sha256,
            long length,
            String statement,
            SignerKey signer,
            List<Requirement> requires,
            List<String> permissions,
            List<String> flags,
            List<String> commands,
            String summary,
            String published,
            String installed,
            boolean requested) {
        this(
                id,
                version,
                registry,
                publisher,
                symbolicName,
                sha256,
                length,
                statement,
                signer,
                requires,
                permissions,
                flags,
                commands,
                summary,
                published,
                installed,
                requested,
                Optional.empty());
    }

    /** The same, pinned or not. */
    public PluginRecord pinned(Optional<String> reason) {
        return copy(installed, requested, reason);
    }

    /** The same, installed at another time. */
    public PluginRecord installed(String time, boolean asked) {
        return copy(time, asked, pin);
    }

    private PluginRecord copy(String time, boolean asked, Optional<String> reason) {
        return new PluginRecord(
                id,
                version,
                registry,
                publisher,
                symbolicName,
                sha256,
                length,
                statement,
                signer,
                requires,
                permissions,
                flags,
                commands,
                summary,
                published,
                time,
                asked,
                reason);
    }
}
