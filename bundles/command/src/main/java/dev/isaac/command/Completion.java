package dev.isaac.command;

import java.util.Objects;

/**
 * A proposed value.
 *
 * @param value what is inserted; the shell quotes it where needed
 * @param description shown beside it; may be empty
 * @param complete whether a blank follows it
 */
public record Completion(String value, String description, boolean complete) {

    public Completion {
        Objects.requireNonNull(value);
        Objects.requireNonNull(description);
    }

    /** A complete value. */
    public static Completion of(String value, String description) {
        return new Completion(value, description, true);
    }
}
