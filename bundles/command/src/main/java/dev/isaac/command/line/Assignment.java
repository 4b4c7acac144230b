package dev.isaac.command.line;

import java.util.Optional;

/**
 * {@code NAME=value} before a command or alone.
 *
 * @param name the variable
 * @param subscript what stood in brackets behind the name, if anything did
 * @param append whether it was {@code +=}
 * @param value what is assigned
 */
public record Assignment(String name, Optional<Word> subscript, boolean append, Word value, Span span) {}
