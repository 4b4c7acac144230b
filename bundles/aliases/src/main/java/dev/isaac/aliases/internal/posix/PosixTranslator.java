package dev.isaac.aliases.internal.posix;

import dev.isaac.aliases.internal.data.AliasData;
import dev.isaac.aliases.internal.data.Entry;
import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.model.Target;
import dev.isaac.aliases.internal.shell.LineWalk;
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

    private final class Walk extends LineWalk {
        private final Target target;
        private final Notes notes;

        Walk(Target target, Notes notes) {
            this.target = target;
            this.notes = notes;
        }

        /** What is text as a whole can only stay as it is. */
        @Override
        protected Node structure(Node node) throws Refused {
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

        @Override
        protected Node simple(Node.Simple simple) throws Refused {
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
            if (MacRules.AT_HOME.contains(name) || MacRules.MAC_ONLY.contains(name)) {
                return words;
            }
            Optional<Entry> entry = data.find(name);
            return new MacRules(notes).translate(name, words, entry);
        }
    }
}
