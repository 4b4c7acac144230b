package dev.isaac.core;

import dev.isaac.command.Fault;
import java.util.Optional;

/**
 * How a line ended.
 *
 * @param exitCode as in the documentation of exit codes; a native line has the native one
 * @param fault the last fault, if the line ended with one
 * @param exit whether the line asked the surface to end ({@code exit})
 */
public record Outcome(int exitCode, Optional<Fault> fault, boolean exit) {}
