package dev.isaac.command;

/** The kinds of failure, each with the exit code that scripts rely on. */
public enum FaultKind {
    /** Something went wrong that no other kind names. */
    FAILED(1),
    /** The line does not fit the command. */
    USAGE(2),
    /** A tier, a policy or the user said no. */
    REFUSED(3),
    /** A signature, digest, expiry or archive check said no. */
    VERIFICATION(4),
    /** What was named does not exist. */
    NOT_FOUND(5),
    /** What is needed cannot be reached now. */
    UNAVAILABLE(6),
    /** Something else changed or holds what is needed. */
    CONFLICT(7),
    /** The user or the caller interrupted. */
    INTERRUPTED(130);

    private final int exitCode;

    FaultKind(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code of a process that ends with this kind. */
    public int exitCode() {
        return exitCode;
    }
}
