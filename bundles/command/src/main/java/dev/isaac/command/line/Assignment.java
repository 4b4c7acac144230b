package dev.isaac.command.line;

/**
 * {@code NAME=value} before a command or alone.
 *
 * @param name the variable, with its subscript if it has one
 * @param append whether it was {@code +=}
 * @param value what is assigned
 */
public record Assignment(String name, boolean append, Word value, Span span) {}
