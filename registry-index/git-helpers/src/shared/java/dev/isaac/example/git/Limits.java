package dev.isaac.example.git;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;

/** Reads how much the user wants to see. */
final class Limits {

    private static final int MOST = 10_000;

    private Limits() {}

    /** The option {@code --limit}, from 1 to 10,000. */
    static int of(Invocation in) throws CommandException {
        return between(in, "limit", 1);
    }

    /** A counting option with its least value. */
    static int between(Invocation in, String option, int least) throws CommandException {
        long value = in.integer(option);
        if (value < least || value > MOST) {
            throw Fault.of(
                            FaultKind.USAGE,
                            "git.bad-count",
                            "--" + option + " must be from " + least + " to " + MOST + ", not " + value + ".")
                    .exception();
        }
        return (int) value;
    }
}
