package dev.isaac.aliases.internal.posix;

import dev.isaac.aliases.internal.data.AliasData;
import dev.isaac.aliases.internal.data.Entry;
import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.model.Target;
import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.Redirection;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From Unix to Unix. For Linux only what Linux does not have is changed or refused; for macOS every command and option must
 * be known to mean the same there. Thread-safe.
 */
public final class PosixTranslator {

    private final AliasData data;

    /** A translator over a mapping. */
    public PosixTranslator(AliasData data) {
        this.data = data;
    }

    /** Translates a line. */
    public String translate(Node.Sequence line, Target target, Notes notes) throws Refused {
        if (line.entries().isEmpty()) {
            throw Refused.construct("An empty line");
        }
        return LineText.of(rewrite(line, target, notes));
    }

    /** The tree of the translated line. */
    public Node.Sequence rewrite(Node.Sequence line, Target target, Notes notes) throws Refused {
        return new Walk(target, notes).sequence(line);
    }

    private final class Walk {
        private final Target target;
        private final Notes notes;

        Walk(Target target, Notes notes) {
            this.target = target;
            this.notes = notes;
        }

        Node.Sequence sequence(Node.Sequence sequence) throws Refused {
            List<Node.Entry> entries = new ArrayList<>();
            for (Node.Entry entry : sequence.entries()) {
                entries.add(new Node.Entry(node(entry.node()), entry.background()));
            }
            return new Node.Sequence(entries, sequence.span());
        }

        private Node node(Node node) throws Refused {
            if (node instanceof Node.AndOr chain) {
                Node first = node(chain.first());
                List<Node.Link> links = new ArrayList<>();
                for (Node.Link link : chain.links()) {
                    links.add(new Node.Link(link.junction(), node(link.node())));
                }
                return new Node.AndOr(first, links, chain.span());
            }
            if (node instanceof Node.Pipeline pipeline) {
                List<Node.Stage> stages = new ArrayList<>();
                for (Node.Stage stage : pipeline.stages()) {
                    stages.add(new Node.Stage(node(stage.node()), stage.joinsErrors()));
                }
                return new Node.Pipeline(pipeline.negated(), stages, pipeline.span());
            }
            if (node instanceof Node.Group group) {
                return new Node.Group(sequence(group.body()), group.redirections(), group.span());
            }
            if (node instanceof Node.Subshell subshell) {
                return new Node.Subshell(sequence(subshell.body()), subshell.redirections(), subshell.span());
            }
            if (node instanceof Node.Simple simple) {
                return simple(simple);
            }
            return unchanged(node);
        }

        /** What is text as a whole can only stay as it is. */
        private Node unchanged(Node node) throws Refused {
            if (node instanceof Node.Compound compound) {
                for (Node.Sequence body : compound.bodies()) {
                    same(body);
                }
                words(compound.words());
            } else if (node instanceof Node.Function function) {
                same(new Node.Sequence(List.of(new Node.Entry(function.body(), false)), Span.NONE));
            }
            return node;
        }

        private void same(Node.Sequence body) throws Refused {
            if (!LineText.of(sequence(body)).equals(LineText.of(body))) {
                throw Refused.construct("A structure in which something has to be changed");
            }
        }

        private void words(List<Word> words) throws Refused {
            for (Word word : words) {
                for (WordPart part : word.parts()) {
                    if (part instanceof WordPart.CommandSubstitution substitution) {
                        same(substitution.body());
                    } else if (part instanceof WordPart.ProcessSubstitution process) {
                        same(process.body());
                    } else if (part instanceof WordPart.Literal literal
                            && target == Target.MACOS
                            && literal.value().matches("/(proc|sys)(/.*)?")) {
                        throw new Refused(
                                "alias.unix-path",
                                "The path " + word.text() + " means a place that macOS does not have.");
                    }
                }
            }
        }

        private Node simple(Node.Simple simple) throws Refused {
            words(simple.words());
            for (Redirection redirection : simple.redirections()) {
                words(List.of(redirection.target()));
            }
            for (var assignment : simple.assignments()) {
                words(List.of(assignment.value()));
            }
            if (simple.words().isEmpty()) {
                return simple;
            }
            Optional<String> name = simple.words().get(0).literalValue();
            if (name.isEmpty()) {
                if (target == Target.LINUX) {
                    return simple;
                }
                throw Refused.construct("A command whose name is a value");
            }
            List<Word> words = target == Target.LINUX
                    ? new LinuxRules(notes).translate(name.get(), simple.words())
                    : macos(name.get(), simple.words());
            return new Node.Simple(simple.assignments(), words, simple.redirections(), simple.span());
        }

        private List<Word> macos(String name, List<Word> words) throws Refused {
            if (name.equals("sudo")
                    && words.size() > 1
                    && words.get(1).literalValue().isPresent()) {
                List<Word> all = new ArrayList<>();
                all.add(words.get(0));
                all.addAll(macos(words.get(1).literalValue().orElse(""), words.subList(1, words.size())));
                return all;
            }
            if (name.equals("brew") || MacRules.MAC_ONLY.contains(name)) {
                return words;
            }
            Optional<Entry> entry = data.find(name);
            return new MacRules(notes).translate(name, words, entry);
        }
    }
}
