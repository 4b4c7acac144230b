package dev.isaac.core.internal.alias;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import dev.isaac.core.internal.parse.LineParser;
import dev.isaac.core.internal.parse.NodeWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line with places for arguments. They are put in as words of the tree, as they were typed: what was quoted stays one
 * value, and nothing of it is read as a part of the line.
 */
final class AliasTemplate {

    private static final String ALL = "@*";

    private final String name;
    private final Node.Sequence root;
    private final List<String> names = new ArrayList<>();

    AliasTemplate(String name, Node.Sequence root) {
        this.name = name;
        this.root = root;
        NodeWalk.simples(root, simple -> simple.words().forEach(word -> word.parts().stream()
                .filter(AliasTemplate::isHole)
                .forEach(part -> names.add(((WordPart.Parameter) part).name()))));
    }

    /** How many places there are. */
    int holes() {
        return names.size();
    }

    private static boolean isHole(WordPart part) {
        return part instanceof WordPart.Parameter parameter
                && parameter.isPlain()
                && parameter.name().length() == 1
                && (ALL.contains(parameter.name())
                        || (parameter.name().charAt(0) >= '1'
                                && parameter.name().charAt(0) <= '9'));
    }

    /** The text of a line in which only expansions are left of the words of plain commands. */
    static String withoutLiterals(Node.Sequence root) {
        StringBuilder text = new StringBuilder(LineText.of(root));
        NodeWalk.simples(root, simple -> simple.words().forEach(word -> {
            for (WordPart part : word.parts()) {
                if (part instanceof WordPart.Literal literal && literal.value().indexOf('$') >= 0) {
                    int at = text.indexOf(word.text());
                    if (at >= 0) {
                        text.replace(at, at + word.text().length(), expansions(word));
                    }
                    return;
                }
            }
        }));
        return text.toString();
    }

    private static String expansions(Word word) {
        StringBuilder text = new StringBuilder();
        for (WordPart part : word.parts()) {
            if (!(part instanceof WordPart.Literal)) {
                text.append(text(part));
            }
        }
        return text.toString();
    }

    /** The line with the arguments in their places. */
    String fill(List<Word> arguments) throws CommandException {
        boolean all = names.stream().anyMatch(ALL::contains);
        int most = names.stream()
                .filter(one -> !ALL.contains(one))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        if (!all && arguments.size() > most) {
            throw Fault.of(
                            FaultKind.USAGE,
                            "alias.arguments",
                            "The alias " + name + " takes " + most
                                    + (most == 1 ? " argument, not " : " arguments, not ") + arguments.size() + ".")
                    .hint("alias list shows its line; $@ in it would take all that follow.")
                    .exception();
        }
        return LineText.of(new Filling(arguments).sequence(root));
    }

    private static final class Filling extends NodeWalk {
        private final List<Word> arguments;

        Filling(List<Word> arguments) {
            this.arguments = arguments;
        }

        @Override
        protected Node simple(Node.Simple simple) {
            boolean touched = simple.words().stream()
                    .anyMatch(word -> word.parts().stream().anyMatch(AliasTemplate::isHole));
            if (!touched) {
                return simple;
            }
            List<Word> words = new ArrayList<>();
            simple.words().forEach(word -> fill(word, words));
            return new Node.Simple(simple.assignments(), words, simple.redirections(), simple.span());
        }

        private void fill(Word word, List<Word> words) {
            List<WordPart> parts = word.parts();
            if (parts.stream().noneMatch(AliasTemplate::isHole)) {
                words.add(word);
                return;
            }
            if (parts.size() == 1 && parts.get(0) instanceof WordPart.Parameter only) {
                if (ALL.contains(only.name())) {
                    words.addAll(arguments);
                    return;
                }
                Optional<Word> argument = argument(only.name());
                if (argument.isPresent() || !only.quoted()) {
                    argument.ifPresent(words::add);
                    return;
                }
            }
            StringBuilder text = new StringBuilder();
            for (WordPart part : parts) {
                if (!isHole(part)) {
                    text.append(text(part));
                    continue;
                }
                String hole = ((WordPart.Parameter) part).name();
                if (ALL.contains(hole)) {
                    for (int i = 0; i < arguments.size(); i++) {
                        text.append(i > 0 ? "' '" : "").append(arguments.get(i).text());
                    }
                } else {
                    argument(hole).ifPresent(argument -> text.append(argument.text()));
                }
            }
            words.add(word(text.isEmpty() ? "''" : text.toString()));
        }

        private Optional<Word> argument(String number) {
            int index = Integer.parseInt(number) - 1;
            return index < arguments.size() ? Optional.of(arguments.get(index)) : Optional.empty();
        }

        private static Word word(String text) {
            if (LineParser.parse(": " + text) instanceof ParsedLine.Complete complete
                    && complete.root().entries().size() == 1
                    && complete.root().entries().get(0).node() instanceof Node.Simple simple
                    && simple.words().size() == 2) {
                return simple.words().get(1);
            }
            throw new IllegalStateException("pieces of words do not make a word");
        }
    }

    /** A piece of a word in a spelling that can stand beside any other. */
    private static String text(WordPart part) {
        if (part instanceof WordPart.Literal literal) {
            return literal.quoting() == WordPart.Quoting.NONE ? literal.value() : quoted(literal.value());
        }
        if (part instanceof WordPart.Parameter parameter) {
            // In braces, or the text behind it would belong to the name.
            String text = parameter.isPlain() ? "${" + parameter.name() + "}" : parameter.text();
            return parameter.quoted() ? '"' + text + '"' : text;
        }
        if (part instanceof WordPart.CommandSubstitution substitution) {
            return substitution.quoted() ? '"' + substitution.text() + '"' : substitution.text();
        }
        if (part instanceof WordPart.Arithmetic arithmetic) {
            return arithmetic.quoted() ? '"' + arithmetic.text() + '"' : arithmetic.text();
        }
        if (part instanceof WordPart.ProcessSubstitution substitution) {
            return substitution.text();
        }
        if (part instanceof WordPart.Glob glob) {
            return glob.text();
        }
        if (part instanceof WordPart.Brace brace) {
            return brace.text();
        }
        if (part instanceof WordPart.ArrayLiteral array) {
            return array.text();
        }
        return "~" + ((WordPart.Tilde) part).user();
    }

    private static String quoted(String value) {
        String text = LineText.quote(value);
        return text.startsWith("'") ? text : "'" + text + "'";
    }
}
