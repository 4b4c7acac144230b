package dev.isaac.aliases.internal.shell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.command.line.Node;
import java.util.ArrayList;
import java.util.List;

/** Rebuilds a line command by command: lists, chains, pipes, groups and subshells stay as they are around what changes. */
public abstract class LineWalk {

    /** Makes the walk of a translator. */
    protected LineWalk() {}

    /** Rebuilds a list of commands. */
    public final Node.Sequence sequence(Node.Sequence sequence) throws Refused {
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : sequence.entries()) {
            entries.add(new Node.Entry(node(entry.node()), entry.background()));
        }
        return new Node.Sequence(entries, sequence.span());
    }

    private Node node(Node node) throws Refused {
        if (node instanceof Node.Simple simple) {
            return simple(simple);
        }
        if (node instanceof Node.AndOr chain) {
            Node first = node(chain.first());
            List<Node.Link> links = new ArrayList<>();
            for (Node.Link link : chain.links()) {
                links.add(new Node.Link(link.junction(), node(link.node())));
            }
            return new Node.AndOr(first, links, chain.span());
        }
        if (node instanceof Node.Pipeline pipeline) {
            return pipeline(pipeline);
        }
        if (node instanceof Node.Group group) {
            return new Node.Group(sequence(group.body()), group.redirections(), group.span());
        }
        if (node instanceof Node.Subshell subshell) {
            return new Node.Subshell(sequence(subshell.body()), subshell.redirections(), subshell.span());
        }
        return structure(node);
    }

    /** What takes the place of a pipeline; by default the same of what takes the place of its stages. */
    protected Node pipeline(Node.Pipeline pipeline) throws Refused {
        return stages(pipeline);
    }

    /** A pipeline of what takes the place of its stages. */
    protected final Node.Pipeline stages(Node.Pipeline pipeline) throws Refused {
        List<Node.Stage> stages = new ArrayList<>();
        for (Node.Stage stage : pipeline.stages()) {
            stages.add(new Node.Stage(node(stage.node()), stage.joinsErrors()));
        }
        return new Node.Pipeline(pipeline.negated(), stages, pipeline.span());
    }

    /** What takes the place of a command. */
    protected abstract Node simple(Node.Simple simple) throws Refused;

    /** What takes the place of a control structure or the definition of a function, whose text is one piece. */
    protected abstract Node structure(Node structure) throws Refused;
}
