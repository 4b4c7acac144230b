package dev.isaac.trust.tuf;

/** Thrown by a {@link Fetcher}. */
public final class FetchException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** The source answered: it has no such file. */
        NOT_FOUND,
        /** The source did not answer, or with an error. Never to be read as "not there". */
        UNREACHABLE,
        /** The file is longer than allowed. */
        TOO_LONG
    }

    private final Kind kind;

    /** One sentence that says what happened. */
    public FetchException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** With the cause. */
    public FetchException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }
}
