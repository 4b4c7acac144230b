package dev.isaac.marketplace.internal.transport;

import java.time.Duration;

/**
 * How long a web server is waited for.
 *
 * @param connect for a connection
 * @param read for the next byte
 * @param grace how long an answer may take whatever its length
 * @param bytesPerSecond beyond the grace, an answer that is slower on average is given up
 * @param attempts how often a request is tried in all
 * @param firstDelay the longest wait before the second attempt; it doubles with each further one
 * @param longestDelay the longest wait before any attempt, also where the server names one
 */
public record Patience(
        Duration connect,
        Duration read,
        Duration grace,
        long bytesPerSecond,
        int attempts,
        Duration firstDelay,
        Duration longestDelay) {

    /** 10 s to connect, 30 s for each read, 1 KiB/s after half a minute, four attempts with up to 0.5, 1 and 2 s between. */
    public static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            1024,
            4,
            Duration.ofMillis(500),
            Duration.ofSeconds(10));

    /** The same with another time for each read. */
    public Patience withRead(Duration other) {
        return new Patience(connect, other, grace, bytesPerSecond, attempts, firstDelay, longestDelay);
    }
}
