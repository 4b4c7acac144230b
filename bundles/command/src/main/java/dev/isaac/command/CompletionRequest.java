package dev.isaac.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What is being typed.
 *
 * @param parameter the name of the argument, or {@code --} and the name of the option whose value is being typed
 * @param prefix what has been typed of it
 * @param words the words before it that follow the command's name
 * @param directory the working directory
 */
public record CompletionRequest(String parameter, String prefix, List<String> words, Path directory) {

    public CompletionRequest {
        Objects.requireNonNull(parameter);
        Objects.requireNonNull(prefix);
        words = List.copyOf(words);
        Objects.requireNonNull(directory);
    }
}
