package dev.isaac.aliases.internal.reverse;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.command.line.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command of Windows with its options told apart from its operands. */
final class WindowsCall {

    private static final Pattern HOLE = Pattern.compile("\\{([^}]*)}");

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
            int colon = key.indexOf(':');
            String front = colon > 0 ? key.substring(0, colon + 1) : key;
            if (command.switches().containsKey(key)) {
                call.options.put(key, "");
            } else if (command.values().containsKey(key)) {
                if (i + 1 >= words.size()
                        || !words.get(i + 1).matches(command.values().getOrDefault(key, ""))) {
                    throw Refused.option(name, word);
                }
                call.options.put(key, words.get(++i));
            } else if (colon > 0 && command.values().containsKey(front)) {
                String value = word.substring(colon + 1);
                if (!value.matches(command.values().getOrDefault(front, ""))) {
                    throw Refused.option(name, word);
                }
                call.options.put(front, value);
            } else if (command.paths().contains(key) && i + 1 < words.size()) {
                call.operands.add(words.get(++i));
            } else if (word.startsWith("/") || word.startsWith("-")) {
                throw Refused.option(name, word);
            } else {
                call.operands.add(word);
            }
        }
        call.check();
        return call;
    }

    private void check() throws Refused {
        if (!options.keySet().containsAll(command.needs())) {
            throw new Refused(
                    "alias.option",
                    name + " without " + String.join(" and ", command.needs())
                            + " asks, or does what has no faithful translation.",
                    name + " " + String.join(" ", command.needs()));
        }
        boolean fits = operands.size() >= command.least() && operands.size() <= command.most();
        for (int i = 0; fits && i < operands.size(); i++) {
            boolean word = command.words().isEmpty()
                    || (i < command.words().size()
                            && command.words().get(i).equals(WindowsCommand.lower(operands.get(i))));
            boolean like = i >= command.operands().size()
                    || operands.get(i).matches(command.operands().get(i));
            fits = word && like;
        }
        if (!fits) {
            throw Refused.operands(name, "operands in this number or of this kind");
        }
        for (String operand : operands) {
            if (!command.globs()
                    && WindowsWords.isPattern(operand)
                    && !command.emit().contains("{name}")) {
                throw Refused.construct("The word " + operand);
            }
        }
    }

    /** Whether a pattern of names is among the operands. */
    boolean hasPattern() {
        return command.globs() && operands.stream().anyMatch(WindowsWords::isPattern);
    }

    List<Word> write(List<String> emit) throws Refused {
        List<Word> words = new ArrayList<>();
        for (String word : emit) {
            switch (word) {
                case "{options}" -> {
                    for (String option : options.keySet()) {
                        List.of(command.switches().getOrDefault(option, "").split(" ", -1)).stream()
                                .filter(one -> !one.isEmpty())
                                .map(Word::literal)
                                .forEach(words::add);
                    }
                }
                case "{paths}" -> {
                    for (String operand : operands.subList(emit.contains("{word}") ? 1 : 0, operands.size())) {
                        words.add(path(operand));
                    }
                }
                case "{paths:.}" -> words.add(path(operands.isEmpty() ? "." : operands.get(0)));
                case "{word}" -> words.add(WindowsWords.word(operands.get(0), false));
                case "{words}" -> operands.forEach(operand -> words.add(WindowsWords.word(operand, false)));
                case "{folder}" -> words.add(WindowsWords.word(folder(), false));
                case "{name}" -> words.add(WindowsWords.word(last(), false));
                default -> words.add(filled(word));
            }
        }
        command.without().forEach((option, word) -> {
            if (options.containsKey(option)) {
                words.removeIf(w -> w.literalValue().orElse("").equals(word));
            }
        });
        return words;
    }

    /** The value of an option, or an operand by its number, perhaps inside other text. */
    private Word filled(String word) throws Refused {
        Matcher hole = HOLE.matcher(word);
        if (!hole.find()) {
            return Word.literal(word);
        }
        String what = hole.group(1);
        String front = word.substring(0, hole.start());
        String back = word.substring(hole.end());
        if (what.matches("[1-9]")) {
            String path = WindowsWords.path(name, operands.get(Integer.parseInt(what) - 1));
            return WindowsWords.word(front + path + back, command.globs());
        }
        boolean path = what.startsWith("path:");
        String key = WindowsCommand.lower(path ? what.substring(5) : what);
        String value = options.getOrDefault(key, "");
        return WindowsWords.word(front + (path ? WindowsWords.path(name, value) : value) + back, false);
    }

    private Word path(String text) throws Refused {
        return WindowsWords.word(WindowsWords.path(name, text), command.globs());
    }

    private String folder() throws Refused {
        String path = WindowsWords.path(name, operands.isEmpty() ? "." : operands.get(0));
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
        if (WindowsWords.isPattern(folder)) {
            throw Refused.operands(name, "a pattern of folders");
        }
        return folder;
    }

    private String last() throws Refused {
        String path = WindowsWords.path(name, operands.get(0));
        String last = path.substring(path.lastIndexOf('/') + 1);
        // *.* is every name on Windows.
        return last.equals("*.*") ? "*" : last;
    }
}
