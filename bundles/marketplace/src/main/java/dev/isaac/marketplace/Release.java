package dev.isaac.marketplace;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One published version of a plugin, as the signed index of its registry describes it.
 *
 * @param id the plugin
 * @param version the version
 * @param registry the name of the registry
 * @param publisher who published it
 * @param channel {@code stable}, {@code beta} or another name
 * @param published when, ISO 8601; may be empty
 * @param yanked why it was withdrawn; empty: it was not
 * @param file the target that holds the jar
 * @param statement the target that holds the author's statement
 * @param length the jar's length in bytes
 * @param sha256 the jar's SHA-256 in lower-case hex
 * @param symbolicName the bundle's name
 * @param requires the plugins it needs
 * @param permissions what it asks to be allowed
 * @param flags what its code does that no permission covers, in words such as {@code reflection}
 * @param java the lowest Java version; 0: any
 * @param hostApi versions of the host's API that will do; empty: any
 * @param commands names of the commands it adds, with their summaries
 * @param platforms where it runs, as {@code OS} or {@code OS-PROCESSOR}, for example {@code linux} or {@code macos-aarch64}; empty:
 *     everywhere
 */
public record Release(
        PluginId id,
        PluginVersion version,
        String registry,
        String publisher,
        String channel,
        String published,
        Optional<String> yanked,
        String file,
        String statement,
        long length,
        String sha256,
        String symbolicName,
        List<Requirement> requires,
        List<String> permissions,
        List<String> flags,
        int java,
        Optional<VersionRange> hostApi,
        List<ProvidedCommand> commands,
        List<String> platforms) {

    public Release {
        Objects.requireNonNull(id);
        Objects.requireNonNull(version);
        Objects.requireNonNull(registry);
        Objects.requireNonNull(publisher);
        Objects.requireNonNull(channel);
        Objects.requireNonNull(published);
        Objects.requireNonNull(yanked);
        Objects.requireNonNull(file);
        Objects.requireNonNull(statement);
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(symbolicName);
        requires = List.copyOf(requires);
        permissions = List.copyOf(permissions);
        flags = List.copyOf(flags);
        Objects.requireNonNull(hostApi);
        commands = List.copyOf(commands);
        platforms = List.copyOf(platforms);
    }

    /** A version that runs everywhere. */
    public Release(
            PluginId id,
            PluginVersion version,
            String registry,
            String publisher,
            String channel,
            String published,
            Optional<String> yanked,
            String file,
            String statement,
            long length,
            String sha256,
            String symbolicName,
            List<Requirement> requires,
            List<String> permissions,
            List<String> flags,
            int java,
            Optional<VersionRange> hostApi,
            List<ProvidedCommand> commands) {
        this(
                id,
                version,
                registry,
                publisher,
                channel,
                published,
                yanked,
                file,
                statement,
                length,
                sha256,
                symbolicName,
                requires,
                permissions,
                flags,
                java,
                hostApi,
                commands,
                List.of());
    }

    /** Whether it is chosen without being asked for by version. */
    public boolean isStable() {
        return channel.equals("stable") && yanked.isEmpty();
    }

    /**
     * A command that a plugin adds.
     *
     * @param name the full name
     * @param summary one line
     */
    public record ProvidedCommand(String name, String summary) {
        public ProvidedCommand {
            Objects.requireNonNull(name);
            Objects.requireNonNull(summary);
        }
    }
}
