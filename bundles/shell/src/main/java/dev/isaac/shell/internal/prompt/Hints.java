package dev.isaac.shell.internal.prompt;

import dev.isaac.command.Argument;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.Option;
import dev.isaac.core.CommandGateway;
import dev.isaac.shell.internal.lookup.Commands;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The faint text behind the cursor: the rest of an earlier line that began the same way, which a key takes over, or what
 * the command still expects, which is only shown.
 */
final class Hints {

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int MOST_OPTIONS = 4;

    private final CommandGateway gateway;
    private final Iterable<String> newestFirst;
    private final Consumer<String> show;
    private final boolean enabled;
    private String continuation = "";

    /**
     * Hints from commands and history.
     *
     * @param newestFirst earlier lines, the newest first
     * @param show takes the text to show
     */
    Hints(CommandGateway gateway, Iterable<String> newestFirst, boolean enabled, Consumer<String> show) {
        this.gateway = gateway;
        this.newestFirst = newestFirst;
        this.enabled = enabled;
        this.show = show;
    }

    /** The line changed. */
    void update(String buffer) {
        continuation = enabled ? continuation(buffer) : "";
        show.accept(!enabled ? "" : continuation.isEmpty() ? usage(buffer) : continuation);
    }

    /** What a key would take over; empty when nothing is offered. */
    String offered() {
        return continuation;
    }

    /** Whether the word is a command or begins one. */
    boolean isKnown(String word) {
        String name = Commands.withoutSlash(word);
        return gateway.commandNames().contains(name) || Commands.isGroup(name, gateway);
    }

    private String continuation(String buffer) {
        if (buffer.isBlank() || buffer.indexOf('\n') >= 0) {
            return "";
        }
        for (String line : newestFirst) {
            if (line.length() > buffer.length() && line.startsWith(buffer) && line.indexOf('\n') < 0) {
                return line.substring(buffer.length());
            }
        }
        return "";
    }

    private String usage(String buffer) {
        if (!buffer.endsWith(" ") || buffer.isBlank()) {
            return "";
        }
        List<String> words = List.of(BLANKS.split(buffer.strip(), -1));
        Optional<CommandManifest> manifest = Commands.find(words, gateway);
        if (manifest.isEmpty()) {
            return group(words);
        }
        int given = words.size() - manifest.get().words().size();
        List<Argument> arguments = manifest.get().arguments();
        String expected = arguments.stream().skip(given).map(Hints::shown).collect(Collectors.joining(" "));
        if (given == 0 && !manifest.get().options().isEmpty()) {
            List<Option> options = manifest.get().options();
            String shown = options.stream()
                    .limit(MOST_OPTIONS)
                    .map(option -> option.required() ? "--" + option.name() : "[--" + option.name() + "]")
                    .collect(Collectors.joining(" "));
            expected = (expected + " " + shown + (options.size() > MOST_OPTIONS ? " \u2026" : "")).strip();
        }
        return expected;
    }

    private String group(List<String> words) {
        String start = Commands.withoutSlash(String.join(" ", words)) + " ";
        List<String> next = gateway.commandNames().stream()
                .filter(name -> name.startsWith(start))
                .map(name -> BLANKS.split(name.substring(start.length()), -1)[0])
                .distinct()
                .toList();
        if (next.isEmpty()) {
            return "";
        }
        String shown = next.stream().limit(6).collect(Collectors.joining("|"));
        return next.size() > 6 ? shown + "|\u2026" : shown;
    }

    private static String shown(Argument argument) {
        String name = argument.name().toUpperCase(Locale.ROOT) + (argument.repeated() ? "\u2026" : "");
        return argument.required() ? name : "[" + name + "]";
    }
}
