package dev.isaac.marketplace;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of the audit log.
 *
 * @param number counts the lines, from 1
 * @param time when it was written
 * @param who the user of the operating system, and the process
 * @param action what was done: {@code install}, {@code update}, {@code uninstall}, {@code rollback}, {@code sync}, {@code
 *     pin}, {@code unpin}
 * @param outcome {@code done}, or why it was taken back: the code of a fault, or {@code interrupted}
 * @param plan the digest of the plan; empty where there was none
 * @param changes what changed, or would have
 * @param hash SHA-256 in lower-case hex of the line, which holds the hash of the line before
 */
public record HistoryEntry(
        long number,
        Instant time,
        String who,
        String action,
        String outcome,
        String plan,
        List<Change> changes,
        String hash) {

    public HistoryEntry {
        Objects.requireNonNull(time);
        Objects.requireNonNull(who);
        Objects.requireNonNull(action);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(plan);
        changes = List.copyOf(changes);
        Objects.requireNonNull(hash);
    }

    /** Whether what was to be done was done. */
    public boolean isDone() {
        return outcome.equals("done");
    }

    /**
     * One plugin of it.
     *
     * @param id the plugin
     * @param from the version before; empty: it was not there
     * @param to the version after; empty: it is gone
     * @param sha256 digest of the jar that came, or of the one that went
     * @param signer the key that signed it
     */
    public record Change(
            PluginId id, Optional<PluginVersion> from, Optional<PluginVersion> to, String sha256, String signer) {
        public Change {
            Objects.requireNonNull(id);
            Objects.requireNonNull(from);
            Objects.requireNonNull(to);
            Objects.requireNonNull(sha256);
            Objects.requireNonNull(signer);
        }
    }
}
