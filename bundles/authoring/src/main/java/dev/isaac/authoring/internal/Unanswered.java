package dev.isaac.authoring.internal;

import dev.isaac.command.CommandException;
import java.io.IOException;

/** Carries what came of a question through code that knows of no questions. */
final class Unanswered extends IOException {

    private static final long serialVersionUID = 1L;

    private final CommandException fault;

    Unanswered(CommandException fault) {
        super(fault);
        this.fault = fault;
    }

    CommandException fault() {
        return fault;
    }
}
