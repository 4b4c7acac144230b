package dev.isaac.core.internal.parse;

import dev.isaac.command.CommandException;
import dev.isaac.command.line.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rebuilds a tree command by command through lists, chains, pipes, groups and subshells. What does not change stays the
 * same object. Control structures and functions are one piece of text and stay as they are.
 */
@SuppressWarnings("ReferenceEquality") // of trees, equality would cost a walk of its own at each level
public abstract class NodeWalk {

    /** Makes a walk. */
    protected NodeWalk() {}

    /** What takes the place of a command; the same object: it stays. */
    protected abstract Node simple(Node.Simple simple) throws CommandException;

    /** Rebuilds a list of commands. */
    public final Node.Sequence sequence(Node.Sequence sequence) throws CommandException {
        List<Node.Entry> entries = new ArrayList<>(sequence.entries().size());
        boolean changed = false;
        for (Node.Entry entry : sequence.entries()) {
            Node node = node(entry.node());
            changed |= node != entry.node();
            entries.add(node == entry.node() ? entry : new Node.Entry(node, entry.background()));
        }
        return changed ? new Node.Sequence(entries, sequence.span()) : sequence;
    }

    private Node node(Node node) throws CommandException {
        if (node instanceof Node.Simple simple) {
            return simple(simple);
        }
        if (node instanceof Node.AndOr chain) {
            return chain(chain);
        }
        if (node instanceof Node.Pipeline pipeline) {
            return pipeline(pipeline);
        }
        if (node instanceof Node.Group group) {
            Node.Sequence body = sequence(group.body());
            return body == group.body() ? group : new Node.Group(body, group.redirections(), group.span());
        }
        if (node instanceof Node.Subshell subshell) {
            Node.Sequence body = sequence(subshell.body());
            return body == subshell.body()
                    ? subshell
                    : new Node.Subshell(body, subshell.redirections(), subshell.span());
        }
        return node;
    }

    private Node chain(Node.AndOr chain) throws CommandException {
        Node first = node(chain.first());
        boolean changed = first != chain.first();
        List<Node.Link> links = new ArrayList<>(chain.links().size());
        for (Node.Link link : chain.links()) {
            Node node = node(link.node());
            changed |= node != link.node();
            links.add(new Node.Link(link.junction(), node));
        }
        return changed ? new Node.AndOr(first, links, chain.span()) : chain;
    }

    private Node pipeline(Node.Pipeline pipeline) throws CommandException {
        boolean changed = false;
        List<Node.Stage> stages = new ArrayList<>(pipeline.stages().size());
        for (Node.Stage stage : pipeline.stages()) {
            Node node = node(stage.node());
            changed |= node != stage.node();
            stages.add(new Node.Stage(node, stage.joinsErrors()));
        }
        return changed ? new Node.Pipeline(pipeline.negated(), stages, pipeline.span()) : pipeline;
    }

    /** Every simple command of a line, those in control structures included. */
    public static void simples(Node node, Consumer<Node.Simple> visitor) {
        if (node instanceof Node.Simple simple) {
            visitor.accept(simple);
        } else if (node instanceof Node.Sequence sequence) {
            sequence.entries().forEach(entry -> simples(entry.node(), visitor));
        } else if (node instanceof Node.AndOr chain) {
            simples(chain.first(), visitor);
            chain.links().forEach(link -> simples(link.node(), visitor));
        } else if (node instanceof Node.Pipeline pipeline) {
            pipeline.stages().forEach(stage -> simples(stage.node(), visitor));
        } else if (node instanceof Node.Group group) {
            simples(group.body(), visitor);
        } else if (node instanceof Node.Subshell subshell) {
            simples(subshell.body(), visitor);
        } else if (node instanceof Node.Compound compound) {
            compound.bodies().forEach(body -> simples(body, visitor));
        }
    }
}
