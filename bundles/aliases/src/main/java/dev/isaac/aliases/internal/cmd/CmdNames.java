package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.command.line.Assignment;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.Redirection;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import java.util.List;

/** Looks at every command of a line first: that one of them has no equal at all is the reason that says most. */
final class CmdNames {

    private final CmdTranslator translator;

    CmdNames(CmdTranslator translator) {
        this.translator = translator;
    }

    void check(Node.Sequence sequence) throws Refused {
        for (Node.Entry entry : sequence.entries()) {
            check(entry.node());
        }
    }

    private void check(Node node) throws Refused {
        if (node instanceof Node.AndOr chain) {
            check(chain.first());
            for (Node.Link link : chain.links()) {
                check(link.node());
            }
        } else if (node instanceof Node.Pipeline pipeline) {
            for (Node.Stage stage : pipeline.stages()) {
                check(stage.node());
            }
        } else if (node instanceof Node.Group group) {
            check(group.body());
        } else if (node instanceof Node.Subshell subshell) {
            check(subshell.body());
        } else if (node instanceof Node.Compound compound) {
            for (Node.Sequence body : compound.bodies()) {
                check(body);
            }
            words(compound.words());
        } else if (node instanceof Node.Simple simple) {
            simple(simple);
        }
    }

    private void simple(Node.Simple simple) throws Refused {
        words(simple.words());
        for (Assignment assignment : simple.assignments()) {
            words(List.of(assignment.value()));
        }
        for (Redirection redirection : simple.redirections()) {
            words(List.of(redirection.target()));
        }
        int at = 0;
        if (simple.words().size() > 1
                && simple.words().get(0).literalValue().orElse("").equals("sudo")
                && !simple.words().get(1).literalValue().orElse("-").startsWith("-")) {
            at = 1;
        }
        if (at < simple.words().size()) {
            String name = simple.words().get(at).literalValue().orElse("");
            if (!name.isEmpty()) {
                translator.entry(name);
            }
        }
    }

    private void words(List<Word> words) throws Refused {
        for (Word word : words) {
            for (WordPart part : word.parts()) {
                if (part instanceof WordPart.CommandSubstitution substitution) {
                    check(substitution.body());
                } else if (part instanceof WordPart.ProcessSubstitution process) {
                    check(process.body());
                }
            }
        }
    }
}
