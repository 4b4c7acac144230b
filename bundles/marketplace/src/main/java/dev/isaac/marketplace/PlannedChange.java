package dev.isaac.marketplace;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One plugin of a plan.
 *
 * @param action what happens to it
 * @param id the plugin
 * @param from the version that is there now
 * @param to the version that will be there
 * @param reason why, in plain words
 * @param requested whether somebody asked for it
 * @param registry where it comes from, or came from
 * @param publisher who published it
 * @param keyId the key that signed it
 * @param previousKeyId the key that signed the version that is there now
 * @param previousPublisher who published the version that is there now
 * @param knownKeyIds the keys that this home has accepted from the publisher, sorted; empty: nothing of it was ever here
 * @param sha256 digest of the jar that will be there, or of the one that goes
 * @param length its length in bytes
 * @param permissions what it asks to be allowed
 * @param newPermissions those that the version that is there now did not have
 * @param flags what its code does that no permission covers, in words such as {@code reflection}
 * @param newFlags those that the version that is there now did not have
 * @param commands the commands it adds, or that go with it
 */
public record PlannedChange(
        Action action,
        PluginId id,
        Optional<PluginVersion> from,
        Optional<PluginVersion> to,
        String reason,
        boolean requested,
        String registry,
        String publisher,
        String keyId,
        Optional<String> previousKeyId,
        Optional<String> previousPublisher,
        List<String> knownKeyIds,
        String sha256,
        long length,
        List<String> permissions,
        List<String> newPermissions,
        List<String> flags,
        List<String> newFlags,
        List<String> commands) {

    public PlannedChange {
        Objects.requireNonNull(action);
        Objects.requireNonNull(id);
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(registry);
        Objects.requireNonNull(publisher);
        Objects.requireNonNull(keyId);
        Objects.requireNonNull(previousKeyId);
        Objects.requireNonNull(previousPublisher);
        knownKeyIds = List.copyOf(knownKeyIds);
        Objects.requireNonNull(sha256);
        permissions = List.copyOf(permissions);
        newPermissions = List.copyOf(newPermissions);
        flags = List.copyOf(flags);
        newFlags = List.copyOf(newFlags);
        commands = List.copyOf(commands);
    }

    /**
     * Whether somebody else signed than the user knows: another key, or another publisher, than the version that is there
     * now; or, where none is there, a key that this home has never accepted from a publisher whom it knows.
     */
    public boolean hasNewSigner() {
        return switch (action) {
            case ADD -> !knownKeyIds.isEmpty() && !knownKeyIds.contains(keyId);
            case UPDATE, REPAIR, ROLLBACK ->
                !previousKeyId.equals(Optional.of(keyId)) || !previousPublisher.equals(Optional.of(publisher));
            case REMOVE -> false;
        };
    }

    /** What happens to a plugin. */
    public enum Action {
        /** It comes. */
        ADD,
        /** Another version takes its place. */
        UPDATE,
        /** The same version comes again, because what is stored of it cannot run. */
        REPAIR,
        /** It goes. */
        REMOVE,
        /** The version that was there before comes back, with the data that it left. */
        ROLLBACK
    }
}
