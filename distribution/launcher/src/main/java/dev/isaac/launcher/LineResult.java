package dev.isaac.launcher;

import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import java.util.List;
import java.util.Optional;

/**
 * What came of a line that an application ran.
 *
 * @param exitCode 0 when all went well; otherwise as documented for the kind of the fault, or the native exit code
 * @param fault the last fault, if the line ended with one
 * @param results what the commands of the line returned, in order; records are read to their end
 * @param output what native programs wrote to standard output, and commands that pass raw bytes through
 * @param errorOutput what native programs wrote to standard error
 */
public record LineResult(
        int exitCode, Optional<Fault> fault, List<CommandResult> results, String output, String errorOutput) {

    public LineResult {
        results = List.copyOf(results);
    }

    /** Whether the exit code is 0. */
    public boolean succeeded() {
        return exitCode == 0;
    }
}
