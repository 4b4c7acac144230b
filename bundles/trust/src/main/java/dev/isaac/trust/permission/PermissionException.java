package dev.isaac.trust.permission;

import dev.isaac.trust.TrustException;

/** Thrown when permissions cannot be read, or when code reaches what none of them allows. */
public final class PermissionException extends TrustException {

    private static final long serialVersionUID = 1L;

    /** Why. Each has a stable code. */
    public enum Reason {
        /** A permission begins with a word that is none of the known kinds. */
        UNKNOWN("permission.unknown"),
        /** A permission is not written as its kind asks. */
        MALFORMED("permission.malformed"),
        /** Code reaches a kind that the plugin does not declare. */
        UNDECLARED("permission.undeclared"),
        /** There is more code, or stranger code, than can be scanned. */
        UNSCANNABLE("permission.unscannable");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The stable code. */
        public String code() {
            return code;
        }
    }

    private final Reason reason;

    /** With one sentence that says what happened, and what to do next. */
    public PermissionException(Reason reason, String message, String hint) {
        super(Kind.MISMATCH, message, hint);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    @Override
    public String code() {
        return reason.code();
    }
}
