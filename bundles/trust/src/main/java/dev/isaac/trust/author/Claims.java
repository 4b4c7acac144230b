package dev.isaac.trust.author;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.tuf.TargetFile;
import dev.isaac.trust.tuf.TufClient;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** Finds the claim that owns a plugin id in a repository. Downloads only the claims that may cover the id. */
public final class Claims {

    private static final List<String> ROLES = List.of("claimed", "new-claims");

    private static final long MAX_CLAIM = 1L << 20;

    private final TufClient client;
    private final Source source;

    /** How a verified claim gets here: by download, or from a cache by its hash. */
    @ConsumerType
    @FunctionalInterface
    public interface Source {
        /** The verified bytes of a target. */
        byte[] bytes(TargetFile target) throws TrustException;
    }

    /** Over a client that was refreshed or loaded. */
    public Claims(TufClient client) {
        this(client, file -> client.download(file, MAX_CLAIM));
    }

    /** With a source of its own for the claims' bytes. */
    public Claims(TufClient client, Source source) {
        this.client = client;
        this.source = source;
    }

    /**
     * The claim that owns a plugin id: the first that covers it, in the order of the roles ({@code claimed}, then
     * {@code new-claims}), then of the publishers' names. A publisher whom an earlier role knows has no claim in a later one:
     * whoever holds the online key speaks for nobody who was confirmed.
     */
    public Optional<Claim> owner(String pluginId) throws TrustException {
        Set<String> known = new HashSet<>();
        for (String role : ROLES) {
            List<TargetFile> files = client.targetsOf(role).stream()
                    .filter(file -> file.path().startsWith("claims/") && !known.contains(file.path()))
                    .sorted(Comparator.comparing(TargetFile::path))
                    .toList();
            files.forEach(file -> known.add(file.path()));
            for (TargetFile file : files) {
                if (!mayCover(file, pluginId)) {
                    continue;
                }
                Claim claim = Claim.parse(source.bytes(file));
                if (!file.path().equals(Claim.path(claim.publisher()))) {
                    throw new TrustException(
                            TrustException.Kind.MISMATCH,
                            file.path() + " holds the claim of '" + claim.publisher() + "'");
                }
                if (claim.covers(pluginId)) {
                    return Optional.of(claim);
                }
            }
        }
        return Optional.empty();
    }

    /** The role's metadata may repeat the claim's patterns ({@code custom.plugins}), which saves downloads. */
    private static boolean mayCover(TargetFile file, String pluginId) throws TrustException {
        if (!file.custom().has("plugins")) {
            return true;
        }
        return file.custom().strings("plugins").stream().anyMatch(p -> PluginIds.covers(p, pluginId));
    }
}
