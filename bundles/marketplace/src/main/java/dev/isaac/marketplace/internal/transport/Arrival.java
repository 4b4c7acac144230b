package dev.isaac.marketplace.internal.transport;

import dev.isaac.command.Cancellation;
import java.io.IOException;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * Follows a file that arrives.
 *
 * @param progress hears how many bytes of it are there; fewer than before, where it had to be begun anew
 * @param cancellation ends it
 */
public record Arrival(LongConsumer progress, Cancellation cancellation) {

    public Arrival {
        Objects.requireNonNull(progress);
        Objects.requireNonNull(cancellation);
    }

    /** Nobody wants it any more. */
    static final class Unwanted extends IOException {
        private static final long serialVersionUID = 1L;

        Unwanted() {
            super("nobody waits for it any more");
        }
    }

    /** So many bytes are there; throws where nobody wants more of them. */
    void arrived(long bytes) throws Unwanted {
        if (cancellation.isCancelled()) {
            throw new Unwanted();
        }
        progress.accept(bytes);
    }
}
