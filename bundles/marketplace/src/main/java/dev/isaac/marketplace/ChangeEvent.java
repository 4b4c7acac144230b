package dev.isaac.marketplace;

import java.util.Objects;
import java.util.Optional;

/**
 * One step of a change that is being applied, told as it begins; a download also as its bytes arrive.
 *
 * @param plan the digest of the plan
 * @param action what is done, as the history names it: {@code install}, {@code update}, {@code uninstall}, …
 * @param phase what kind of step it is
 * @param plugin which plugin it concerns; empty: the plan as a whole
 * @param subject what it is about beside that, for example the command that is waited for; may be empty
 * @param done how much of the phase is done: bytes of all files of the plan while {@link Phase#DOWNLOADING}, plugins otherwise; less
 *     than before where a server had to be asked for a file anew
 * @param total how much there is to do in the phase, in the same unit; 0: not counted
 */
public record ChangeEvent(
        String plan, String action, Phase phase, Optional<PluginId> plugin, String subject, long done, long total) {

    public ChangeEvent {
        Objects.requireNonNull(plan);
        Objects.requireNonNull(action);
        Objects.requireNonNull(phase);
        Objects.requireNonNull(plugin);
        Objects.requireNonNull(subject);
    }

    /**
     * The steps, in their order. A change can be cancelled until {@link #RECORDING} has begun; after that it is finished.
     * Each change ends with {@link #DONE} or {@link #TAKEN_BACK}.
     */
    public enum Phase {
        /** The bytes of a plugin are fetched, and then verified. */
        DOWNLOADING,
        /** A running command of a plugin is waited for. */
        DRAINING,
        /** A plugin stops. */
        STOPPING,
        /** A plugin brings its data into its new form. */
        MIGRATING,
        /** A plugin starts. */
        STARTING,
        /** A plugin is asked whether it is well. */
        CHECKING,
        /** The change is written down: from here on it holds. */
        RECORDING,
        /** What was begun is taken back. */
        TAKING_BACK,
        /** The change is done. */
        DONE,
        /** Everything is as it was before; the subject is the code of the fault. */
        TAKEN_BACK
    }
}
