package dev.isaac.shell.internal.lookup;

import dev.isaac.command.CommandManifest;
import dev.isaac.core.CommandGateway;
import java.util.List;
import java.util.Optional;

/** Finds commands by the words that were typed. */
public final class Commands {

    private static final int MOST_WORDS = 4;

    private Commands() {}

    /** The command whose name is the longest beginning of the words; the first word may have a leading slash. */
    public static Optional<CommandManifest> find(List<String> words, CommandGateway gateway) {
        for (int count = Math.min(MOST_WORDS, words.size()); count > 0; count--) {
            Optional<CommandManifest> manifest =
                    gateway.manifest(withoutSlash(String.join(" ", words.subList(0, count))));
            if (manifest.isPresent()) {
                return manifest;
            }
        }
        return Optional.empty();
    }

    /** Whether commands begin with that word and another one follows. */
    public static boolean isGroup(String name, CommandGateway gateway) {
        String start = withoutSlash(name) + " ";
        return gateway.commandNames().stream().anyMatch(command -> command.startsWith(start));
    }

    /** The name without the slash that may stand before it at the prompt. */
    public static String withoutSlash(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }
}
