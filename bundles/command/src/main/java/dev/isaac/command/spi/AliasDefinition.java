package dev.isaac.command.spi;

import java.util.Objects;

/**
 * What a name stands for at the beginning of a command.
 *
 * @param name one word
 * @param line what takes its place: with {@code $1} to {@code $9}, {@code $@} or {@code $*} the words behind the name are put there,
 *     otherwise they follow
 * @param category a heading; may be empty
 */
public record AliasDefinition(String name, String line, String category) {
    public AliasDefinition {
        Objects.requireNonNull(name);
        Objects.requireNonNull(line);
        Objects.requireNonNull(category);
    }
}
