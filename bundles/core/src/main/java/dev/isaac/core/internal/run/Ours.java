package dev.isaac.core.internal.run;

import dev.isaac.command.line.Assignment;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.Redirection;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import java.util.List;
import java.util.function.Predicate;

/** Finds out whether a part of a line holds anything that the native shell cannot run. */
final class Ours {

    private final Predicate<Node.Simple> isOurs;
    private final Predicate<Node.Simple> isOursInside;
    private final Predicate<Node.Simple> isServed;

    /**
     * @param isOurs whether a simple command is one of ours
     * @param isOursInside the same inside of control structures and functions, where the native shell does more itself
     * @param isServed whether it runs in this process, which is all that counts where the native shell makes a copy of itself:
     *     in subshells and pipes
     */
    Ours(Predicate<Node.Simple> isOurs, Predicate<Node.Simple> isOursInside, Predicate<Node.Simple> isServed) {
        this.isOurs = isOurs;
        this.isOursInside = isOursInside;
        this.isServed = isServed;
    }

    private Ours inside() {
        return new Ours(isOursInside, isOursInside, isServed);
    }

    /** The same for what runs in a copy of the shell. */
    Ours apart() {
        return new Ours(isServed, isServed, isServed);
    }

    boolean in(Node node) {
        if (node instanceof Node.Simple simple) {
            return isOurs.test(simple) || inExpansions(simple);
        }
        if (node instanceof Node.Sequence sequence) {
            return inEntries(sequence.entries());
        }
        if (node instanceof Node.Pipeline pipeline) {
            return pipeline.stages().stream().anyMatch(stage -> in(stage.node()));
        }
        if (node instanceof Node.AndOr chain) {
            return in(chain.first()) || chain.links().stream().anyMatch(link -> in(link.node()));
        }
        if (node instanceof Node.Group group) {
            return inEntries(group.body().entries()) || inRedirections(group.redirections());
        }
        if (node instanceof Node.Subshell subshell) {
            return apart().inEntries(subshell.body().entries()) || inRedirections(subshell.redirections());
        }
        if (node instanceof Node.Compound compound) {
            return compound.bodies().stream().anyMatch(inside()::in)
                    || inWords(compound.words())
                    || inRedirections(compound.redirections());
        }
        Node.Function function = (Node.Function) node;
        return inside().in(function.body());
    }

    private boolean inEntries(List<Node.Entry> entries) {
        for (Node.Entry entry : entries) {
            if (in(entry.node())) {
                return true;
            }
        }
        return false;
    }

    /** Whether an expansion of the command runs one of ours. */
    boolean inExpansions(Node.Simple simple) {
        for (Assignment assignment : simple.assignments()) {
            if (inParts(assignment.value().parts())
                    || (assignment.subscript().isPresent()
                            && inParts(assignment.subscript().get().parts()))) {
                return true;
            }
        }
        return inWords(simple.words()) || inRedirections(simple.redirections());
    }

    private boolean inRedirections(List<Redirection> redirections) {
        for (Redirection redirection : redirections) {
            if (inParts(redirection.target().parts())
                    || (redirection.document().isPresent()
                            && inParts(redirection.document().get().parts()))) {
                return true;
            }
        }
        return false;
    }

    private boolean inWords(List<Word> words) {
        for (Word word : words) {
            if (inParts(word.parts())) {
                return true;
            }
        }
        return false;
    }

    private boolean inParts(List<WordPart> parts) {
        for (WordPart part : parts) {
            if (part instanceof WordPart.Literal) {
                continue;
            }
            boolean found;
            if (part instanceof WordPart.CommandSubstitution substitution) {
                found = in(substitution.body());
            } else if (part instanceof WordPart.ProcessSubstitution substitution) {
                found = in(substitution.body());
            } else if (part instanceof WordPart.Parameter parameter) {
                found = inParts(parameter.nested());
            } else if (part instanceof WordPart.Arithmetic arithmetic) {
                found = inParts(arithmetic.nested());
            } else if (part instanceof WordPart.Brace brace) {
                found = inWords(brace.alternatives());
            } else if (part instanceof WordPart.ArrayLiteral array) {
                found = inWords(array.words());
            } else {
                found = false;
            }
            if (found) {
                return true;
            }
        }
        return false;
    }
}
