package dev.isaac.launcher;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;

/** Thrown when ISAAC cannot be started or stopped as asked. What a user should be told is in {@link #fault()}. */
public final class LaunchException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    /** Carries a fault. */
    public LaunchException(Fault fault) {
        super(fault.code() + ": " + fault.message());
        this.fault = fault;
    }

    /** Carries a fault, and the cause for the log. */
    public LaunchException(Fault fault, Throwable cause) {
        super(fault.code() + ": " + fault.message(), cause);
        this.fault = fault;
    }

    /** Makes the exception of a kind, with a stable code, one sentence and a hint. */
    public static LaunchException of(FaultKind kind, String code, String message, String hint) {
        return new LaunchException(Fault.of(kind, code, message).hint(hint));
    }

    /** Makes the exception of a kind, with a stable code, one sentence, a hint and the cause for the log. */
    public static LaunchException of(FaultKind kind, String code, String message, String hint, Throwable cause) {
        return new LaunchException(Fault.of(kind, code, message).hint(hint), cause);
    }

    /** What a user should be told: code, sentence, hint. */
    public Fault fault() {
        return fault;
    }
}
