package dev.isaac.core.internal.tier;

import dev.isaac.command.line.Node;
import java.util.List;

/** Recognises a function that multiplies itself: {@code :(){ :|:& }}. */
final class ForkBomb {

    private ForkBomb() {}

    static boolean is(Node.Function function) {
        return multiplies(function.body(), function.name(), false);
    }

    /** Whether the function is called where more than one copy goes on at a time: in a pipe or in the background. */
    private static boolean multiplies(Node node, String name, boolean parallel) {
        if (node instanceof Node.Simple simple) {
            return parallel
                    && !simple.words().isEmpty()
                    && simple.words().get(0).literalValue().orElse("").equals(name);
        }
        if (node instanceof Node.Pipeline pipeline) {
            boolean several = parallel || pipeline.stages().size() > 1;
            return pipeline.stages().stream().anyMatch(stage -> multiplies(stage.node(), name, several));
        }
        if (node instanceof Node.AndOr chain) {
            return multiplies(chain.first(), name, parallel)
                    || chain.links().stream().anyMatch(link -> multiplies(link.node(), name, parallel));
        }
        if (node instanceof Node.Sequence sequence) {
            return entries(sequence.entries(), name, parallel);
        }
        if (node instanceof Node.Group group) {
            return entries(group.body().entries(), name, parallel);
        }
        if (node instanceof Node.Subshell subshell) {
            return entries(subshell.body().entries(), name, parallel);
        }
        if (node instanceof Node.Compound compound) {
            return compound.bodies().stream().anyMatch(body -> multiplies(body, name, parallel));
        }
        return false;
    }

    private static boolean entries(List<Node.Entry> entries, String name, boolean parallel) {
        return entries.stream().anyMatch(entry -> multiplies(entry.node(), name, parallel || entry.background()));
    }
}
