package dev.isaac.marketplace.internal.state;

import dev.isaac.command.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells that another process is busy with the home, and not again within a minute: one change takes several locks, and
 * whoever waits wants to know it once. Thread-safe.
 */
public final class WaitNotice {

    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Clock clock;
    private @Nullable Instant told;

    /** Nothing was told yet. */
    public WaitNotice(Clock clock) {
        this.clock = clock;
    }

    /** Tells it, unless it was told just now. */
    public synchronized void tell(Progress progress) {
        Instant now = clock.instant();
        if (told == null || Duration.between(told, now).abs().compareTo(SILENCE) >= 0) {
            told = now;
            progress.note("Another ISAAC is busy with this home; waiting for it.");
        }
    }
}
