package dev.isaac.marketplace.internal.state;

import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Requirement;
import java.util.List;
import java.util.Objects;

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
        boolean requested) {

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
    }
}
