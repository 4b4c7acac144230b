package dev.isaac.trust.json;

import dev.isaac.trust.TrustException;

/** Thrown when a document is not strict JSON, or has not the shape that was asked for. */
public final class JsonException extends TrustException {

    private static final long serialVersionUID = 1L;

    /** One sentence that says what is wrong, and where. */
    public JsonException(String message) {
        super(Kind.MALFORMED, message);
    }

    /** With the parser's cause. */
    public JsonException(String message, Throwable cause) {
        super(Kind.MALFORMED, message, cause);
    }
}
