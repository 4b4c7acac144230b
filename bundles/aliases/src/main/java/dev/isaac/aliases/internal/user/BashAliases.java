package dev.isaac.aliases.internal.user;

import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Finds aliases in the output of {@code alias} and in start files of bash. Runs nothing of it. */
final class BashAliases {

    private static final Pattern ARGUMENT = Pattern.compile("(?s).*\\$\\{?[0-9@*#].*");

    private final Function<String, ParsedLine> parser;
    private final List<Found> found = new ArrayList<>();

    BashAliases(Function<String, ParsedLine> parser) {
        this.parser = parser;
    }

    /** All aliases and functions, in their order; what is neither is no part of the answer. */
    List<Found> read(String text) {
        found.clear();
        if (parser.apply(text) instanceof ParsedLine.Complete complete) {
            sequence(complete.root(), "");
            return List.copyOf(found);
        }
        // A file that cannot be read as a whole may have lines that can.
        for (String line : text.lines().toList()) {
            String start = line.strip();
            if (!start.startsWith("alias ")) {
                continue;
            }
            if (parser.apply(start) instanceof ParsedLine.Complete complete) {
                sequence(complete.root(), "");
            } else {
                found.add(Found.refused(start.substring(6).strip().split("=", 2)[0], "The line cannot be read."));
            }
        }
        return List.copyOf(found);
    }

    private void sequence(Node.Sequence sequence, String condition) {
        for (Node.Entry entry : sequence.entries()) {
            node(entry.node(), condition);
        }
    }

    private void node(Node node, String condition) {
        if (node instanceof Node.Simple simple) {
            simple(simple, condition);
        } else if (node instanceof Node.Function function) {
            found.add(Found.refused(function.name(), "It is a function; an alias is one line."));
        } else if (node instanceof Node.AndOr chain) {
            node(chain.first(), condition);
            chain.links().forEach(link -> node(link.node(), "It stands behind a condition."));
        } else if (node instanceof Node.Compound compound) {
            compound.bodies().forEach(body -> sequence(body, "It stands inside a condition or a loop."));
        } else if (node instanceof Node.Group group) {
            sequence(group.body(), condition);
        }
    }

    private void simple(Node.Simple simple, String condition) {
        List<Word> words = simple.words();
        if (words.isEmpty() || !words.get(0).literalValue().orElse("").equals("alias")) {
            return;
        }
        for (Word word : words.subList(1, words.size())) {
            String typed = word.literalValue().orElse(word.text());
            int equals = typed.indexOf('=', 1);
            if (equals < 0) {
                continue; // an option, or a name that is only asked for
            }
            String name = typed.substring(0, equals);
            if (!condition.isEmpty()) {
                found.add(Found.refused(name, condition));
            } else if (word.literalValue().isEmpty()) {
                found.add(Found.refused(name, "What it stands for is worked out when the file runs."));
            } else if (ARGUMENT.matcher(typed).matches()) {
                found.add(
                        Found.refused(name, "It mentions an argument such as $1, which means something else to bash."));
            } else {
                found.add(Found.of(name, typed.substring(equals + 1)));
            }
        }
    }
}
