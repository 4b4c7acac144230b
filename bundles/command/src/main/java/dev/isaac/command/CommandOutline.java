package dev.isaac.command;

import java.util.List;
import java.util.Objects;

/**
 * What can be told of a command without creating it: enough to list and to complete its name.
 *
 * @param name full name, words separated by one blank
 * @param aliases other full names
 * @param category the heading in the help
 * @param summary one line
 */
public record CommandOutline(String name, List<String> aliases, String category, String summary) {

    public CommandOutline {
        Objects.requireNonNull(name);
        aliases = List.copyOf(aliases);
        Objects.requireNonNull(category);
        Objects.requireNonNull(summary);
    }

    /** The outline of a command whose manifest is there. */
    public static CommandOutline of(CommandManifest manifest) {
        return new CommandOutline(manifest.name(), manifest.aliases(), manifest.category(), manifest.summary());
    }
}
