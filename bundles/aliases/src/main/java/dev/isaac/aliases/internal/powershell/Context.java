package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Value;
import java.util.List;
import java.util.Optional;

/**
 * Where a command stands.
 *
 * @param modern whether the target is PowerShell 7
 * @param input what comes through the pipe; {@link Flow#NOTHING} where there is none
 * @param inputFile the file that a {@code <} names; then nothing comes through a pipe
 * @param last whether a person reads the output, rather than another command or a file
 * @param notes where differences are told
 * @param values makes expressions of values
 * @param nested translates a command inside another, such as that of {@code xargs}
 */
record Context(
        boolean modern,
        Flow input,
        Optional<Value> inputFile,
        boolean last,
        Notes notes,
        PsValues values,
        Nested nested) {

    /** Translates the words of a command that another one runs. */
    interface Nested {
        Stage translate(List<Value> words, Flow input) throws Refused;

        /** Whether a command is a program that Windows has too, which gets its words as they are. */
        boolean isProgram(String name);
    }

    boolean isProgram(String name) {
        return nested.isProgram(name);
    }

    /** The same place with something that comes through the pipe. */
    Context reading(Flow flow) {
        return new Context(modern, flow, Optional.empty(), last, notes, values, nested);
    }

    boolean piped() {
        return input != Flow.NOTHING;
    }

    void note(String difference) {
        notes.add(difference);
    }
}
