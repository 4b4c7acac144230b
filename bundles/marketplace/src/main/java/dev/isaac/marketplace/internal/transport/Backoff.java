package dev.isaac.marketplace.internal.transport;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a request is tried again: half of a bound that doubles, and a random part of the other half, so
 * that many clients of a server that failed do not come back in step. Thread-safe when its randomness is.
 */
final class Backoff {

    private final Patience patience;
    private final RandomGenerator random;

    Backoff(Patience patience, RandomGenerator random) {
        this.patience = patience;
        this.random = random;
    }

    /**
     * The wait after a failed attempt; empty when there is no other.
     *
     * @param attempt how many failed, at least one
     * @param asked how long the server asked to wait
     */
    Optional<Duration> after(int attempt, Optional<Duration> asked) {
        if (attempt >= patience.attempts()) {
            return Optional.empty();
        }
        if (asked.isPresent() && asked.get().compareTo(patience.longestDelay()) > 0) {
            return Optional.empty(); // coming back earlier than asked would be no help to anybody
        }
        long bound = Math.min(
                patience.firstDelay().toNanos() << Math.min(attempt - 1, 20),
                patience.longestDelay().toNanos());
        long half = bound / 2;
        Duration delay = Duration.ofNanos(half + random.nextLong(bound - half + 1));
        return Optional.of(asked.filter(wish -> wish.compareTo(delay) > 0).orElse(delay));
    }
}
