package dev.isaac.command;

/** Thrown when a command cannot do what was asked. What the user sees is in {@link #fault()}. */
public final class CommandException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    /** Carries a fault. */
    public CommandException(Fault fault) {
        super(fault.code() + ": " + fault.message());
        this.fault = fault;
    }

    /** Carries a fault, and the cause for the log. */
    public CommandException(Fault fault, Throwable cause) {
        super(fault.code() + ": " + fault.message(), cause);
        this.fault = fault;
    }

    /** What the user sees. */
    public Fault fault() {
        return fault;
    }
}
