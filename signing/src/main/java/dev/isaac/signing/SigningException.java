package dev.isaac.signing;

import dev.isaac.trust.TrustException;

/** Thrown when a key cannot be used, or a registry cannot be changed as asked. */
public final class SigningException extends TrustException {

    private static final long serialVersionUID = 1L;

    private final SigningFault fault;

    /** With one sentence that says what happened, and what to do next. */
    public SigningException(SigningFault fault, String message, String hint) {
        super(kind(fault), message, hint);
        this.fault = fault;
    }

    /** With the cause, for the log. */
    public SigningException(SigningFault fault, String message, Throwable cause) {
        super(kind(fault), message, cause);
        this.fault = fault;
    }

    private static Kind kind(SigningFault fault) {
        return fault.code().startsWith("key") ? Kind.KEY_FILE : Kind.MISMATCH;
    }

    /** Why. */
    public SigningFault fault() {
        return fault;
    }

    @Override
    public String code() {
        return fault.code();
    }
}
