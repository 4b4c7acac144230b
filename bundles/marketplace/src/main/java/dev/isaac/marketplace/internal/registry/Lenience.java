package dev.isaac.marketplace.internal.registry;

import dev.isaac.command.CommandException;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.internal.policy.Span;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Expired metadata of one registry under an explicit rule: as valid as it was that long ago, and told at every use. Not
 * thread-safe.
 */
final class Lenience {

    private final String registry;
    private final ExpiryAllowance allowance;
    private final Clock clock;
    private WeakReference<@Nullable Progress> told = new WeakReference<>(null);

    Lenience(String registry, ExpiryAllowance allowance, Clock clock) {
        this.registry = registry;
        this.allowance = allowance;
        this.clock = clock;
    }

    /** How long ago it may have expired; empty: it may not. */
    Optional<Duration> allowed() throws CommandException {
        return allowance.of(registry);
    }

    /** The time by which expiry is judged. */
    Clock clock(Duration allowed) {
        return Clock.offset(clock, allowed.negated());
    }

    /** Tells it, once for each use, which may ask several times. */
    void warn(Instant since, Duration allowed, Progress progress) {
        Progress last = told.get();
        if (last == progress) {
            return;
        }
        told = new WeakReference<>(progress);
        progress.warn("What registry '" + registry + "' signed expired at " + since + ", "
                + Span.text(Duration.between(since, clock.instant()))
                + " ago, and is used all the same: the rule marketplace.expiredMetadata allows up to "
                + Span.text(allowed) + ". Newer versions and warnings may be missing.");
    }
}
