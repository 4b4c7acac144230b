package dev.isaac.aliases.internal.reverse;

import dev.isaac.aliases.internal.model.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A command of Windows with its options told apart from its operands. */
final class WindowsCall {

    private final String name;
    private final WindowsCommand command;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>();

    private WindowsCall(String name, WindowsCommand command) {
        this.name = name;
        this.command = command;
    }

    static WindowsCall read(String name, WindowsCommand command, List<String> words) throws Refused {
        WindowsCall call = new WindowsCall(name, command);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String key = WindowsCommand.lower(word);
            if (command.switches().containsKey(key)) {
                call.options.put(key, "");
            } else if (command.values().containsKey(key)) {
                if (i + 1 >= words.size()
                        || !words.get(i + 1).matches(command.values().getOrDefault(key, ""))) {
                    throw Refused.option(name, word);
                }
                call.options.put(key, words.get(++i));
            } else if (command.paths().contains(key) && i + 1 < words.size()) {
                call.operands.add(words.get(++i));
            } else if (word.startsWith("/") || word.startsWith("-")) {
                throw Refused.option(name, word);
            } else {
                call.operands.add(word);
            }
        }
        if (!call.options.keySet().containsAll(command.needs())) {
            throw new Refused(
                    "alias.option",
                    name + " without " + String.join(" and ", command.needs())
                            + " asks, or does what has no faithful translation.",
                    name + " " + String.join(" ", command.needs()));
        }
        if (call.operands.size() < command.least()
                || call.operands.size() > command.most()
                || (!command.words().isEmpty() && !call.operands.equals(command.words()))) {
            throw Refused.operands(name, "operands in this number or of this kind");
        }
        return call;
    }

    List<String> write(List<String> emit) throws Refused {
        List<String> words = new ArrayList<>();
        for (String word : emit) {
            switch (word) {
                case "{options}" ->
                    options.keySet().stream()
                            .map(option -> command.switches().getOrDefault(option, ""))
                            .filter(option -> !option.isEmpty())
                            .forEach(words::add);
                case "{paths}" -> {
                    for (String operand : operands.subList(emit.contains("{word}") ? 1 : 0, operands.size())) {
                        words.add(path(operand));
                    }
                }
                case "{word}" -> words.add(operands.get(0));
                case "{words}" -> words.addAll(operands);
                default -> {
                    boolean hole = word.startsWith("{") && word.endsWith("}");
                    words.add(
                            hole
                                    ? options.getOrDefault(
                                            WindowsCommand.lower(word.substring(1, word.length() - 1)), "")
                                    : word);
                }
            }
        }
        command.without().forEach((option, word) -> {
            if (options.containsKey(option)) {
                words.remove(word);
            }
        });
        return words;
    }

    private String path(String text) throws Refused {
        if (text.matches("[A-Za-z]:.*|\\\\\\\\.*")) {
            throw new Refused(
                    "alias.windows-path", name + ": the path " + text + " means a place that Unix does not have.");
        }
        String path = text.replace('\\', '/');
        return path.startsWith("-") ? "./" + path : path;
    }
}
