package dev.isaac.example.http.api;

import org.jspecify.annotations.Nullable;

/** Thrown when a request got no answer. An answer with an error status is an answer. */
public final class HttpCallException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why there is no answer. */
    public enum Kind {
        /** The request cannot be sent as it is. */
        BAD_REQUEST,
        /** The name is not known, or nobody listens. */
        UNREACHABLE,
        /** The server did not answer in time. */
        TIMEOUT,
        /** No safe connection: the certificate is wrong, or the server does not speak TLS. */
        TLS,
        /** A redirect that must not or cannot be followed. */
        REDIRECT,
        /** The connection broke, or the answer made no sense. */
        BROKEN,
        /** The caller lost interest. */
        INTERRUPTED
    }

    private final Kind kind;

    /** Says why; the message is one sentence without a full stop and without credentials. */
    public HttpCallException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Why there is no answer. */
    public Kind kind() {
        return kind;
    }
}
