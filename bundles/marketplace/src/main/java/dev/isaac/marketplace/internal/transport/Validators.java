package dev.isaac.marketplace.internal.transport;

/**
 * What a server says of the version of a file that it sent.
 *
 * @param etag its entity tag; may be empty
 * @param modified its date; may be empty
 */
record Validators(String etag, String modified) {

    /** Whether one of them can be asked for again. */
    boolean isUseful() {
        return !etag.isEmpty() || !modified.isEmpty();
    }
}
