package dev.isaac.shell.internal.gogo;

import dev.isaac.command.Fault;

/** Carries a fault through Gogo, which prints the message of an exception and knows nothing of faults. */
final class GogoRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    GogoRefusal(Fault fault) {
        super(fault.code() + ": " + fault.message() + (fault.hint().isEmpty() ? "" : " " + fault.hint()));
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
