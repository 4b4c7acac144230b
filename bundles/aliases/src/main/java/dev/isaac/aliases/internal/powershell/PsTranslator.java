package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.data.AliasData;
import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.model.Target;
import dev.isaac.aliases.internal.shell.Calls;
import dev.isaac.aliases.internal.shell.Sudo;
import dev.isaac.aliases.internal.shell.Values;
import dev.isaac.command.line.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Translates Unix lines to PowerShell: lists and chains; {@link PsPipelines} does what stands between. Thread-safe. */
public final class PsTranslator {

    private final AliasData data;

    /** A translator over a mapping. */
    public PsTranslator(AliasData data) {
        this.data = data;
    }

    /**
     * Translates a line.
     *
     * @param target one of the two PowerShells
     * @param notes gets what differs
     * @return text that PowerShell reads
     */
    public String translate(Node.Sequence line, Target target, Notes notes) throws Refused {
        return PsWriter.write(new Run(target == Target.POWERSHELL, notes).sequence(line));
    }

    /** One translation. */
    private final class Run {
        private final boolean modern;
        private final PsPipelines pipelines;
        private final Structures structures;

        Run(boolean modern, Notes notes) {
            this.modern = modern;
            this.pipelines = new PsPipelines(data, modern, notes);
            this.structures = new Structures(pipelines.values(), modern, notes, new Structures.Inside() {
                @Override
                public Ps.Script sequence(Node.Sequence sequence) throws Refused {
                    return Run.this.sequence(sequence);
                }

                @Override
                public Piece node(Node node) throws Refused {
                    return Run.this.node(node);
                }

                @Override
                public boolean destroys(Node.Sequence sequence) throws Refused {
                    for (Node.Entry entry : sequence.entries()) {
                        if (Run.this.destroys(entry.node())) {
                            return true;
                        }
                    }
                    return false;
                }
            });
        }

        Ps.Script sequence(Node.Sequence sequence) throws Refused {
            List<Ps.Statement> statements = new ArrayList<>();
            for (Node.Entry entry : sequence.entries()) {
                if (entry.background()) {
                    throw Refused.construct("A command in the background");
                }
                statements.addAll(node(entry.node()).statements());
            }
            if (statements.isEmpty()) {
                throw Refused.construct("An empty line");
            }
            return new Ps.Script(statements);
        }

        private boolean destroys(Node node) throws Refused {
            List<Node> inner = new ArrayList<>();
            if (node instanceof Node.Simple simple) {
                return !simple.words().isEmpty()
                        && Calls.destroys(data, Sudo.strip(Values.of(simple.words()), new Notes()));
            } else if (node instanceof Node.AndOr chain) {
                inner.add(chain.first());
                chain.links().forEach(link -> inner.add(link.node()));
            } else if (node instanceof Node.Pipeline pipeline) {
                pipeline.stages().forEach(stage -> inner.add(stage.node()));
            } else if (node instanceof Node.Group group) {
                group.body().entries().forEach(entry -> inner.add(entry.node()));
            } else if (node instanceof Node.Subshell subshell) {
                subshell.body().entries().forEach(entry -> inner.add(entry.node()));
            } else if (node instanceof Node.Compound compound) {
                compound.bodies().forEach(body -> body.entries().forEach(entry -> inner.add(entry.node())));
            }
            for (Node one : inner) {
                if (destroys(one)) {
                    return true;
                }
            }
            return false;
        }

        private Piece node(Node node) throws Refused {
            if (node instanceof Node.AndOr chain) {
                List<Piece> pieces = new ArrayList<>();
                List<Boolean> ands = new ArrayList<>();
                pieces.add(node(chain.first()));
                for (Node.Link link : chain.links()) {
                    ands.add(link.junction() == Node.Junction.AND);
                    pieces.add(node(link.node()));
                }
                return new Piece(chain(pieces, ands), Stage.Success.UNKNOWN, Optional.empty());
            }
            if (node instanceof Node.Group group && group.redirections().isEmpty()) {
                return new Piece(sequence(group.body()).statements(), Stage.Success.UNKNOWN, Optional.empty());
            }
            if (node instanceof Node.Compound compound) {
                return structures.translate(compound);
            }
            if (node instanceof Node.Subshell subshell) {
                return structures.subshell(subshell);
            }
            if (node instanceof Node.Pipeline pipeline
                    && pipeline.stages().size() == 1
                    && !pipeline.negated()
                    && (pipeline.stages().get(0).node() instanceof Node.Compound
                            || pipeline.stages().get(0).node() instanceof Node.Subshell)) {
                return node(pipeline.stages().get(0).node());
            }
            return pipelines.piece(node);
        }

        private List<Ps.Statement> chain(List<Piece> pieces, List<Boolean> ands) throws Refused {
            Piece first = pieces.get(0);
            if (ands.isEmpty()) {
                return first.statements();
            }
            List<Piece> rest = pieces.subList(1, pieces.size());
            List<Boolean> others = ands.subList(1, ands.size());
            boolean and = ands.get(0);
            boolean same = others.stream().allMatch(a -> a == and);
            if (first.condition().isPresent()) {
                return conditional(first.condition().get(), rest, others, and, same);
            }
            List<Piece> tested = pieces.subList(0, pieces.size() - 1);
            for (Piece piece : tested) {
                if (piece.condition().isEmpty() && piece.success() == Stage.Success.UNKNOWN) {
                    throw new Refused(
                            "alias.exit-status",
                            "Whether the command before " + (and ? "&&" : "||")
                                    + " succeeds is not told alike by PowerShell.");
                }
            }
            boolean linkable = modern
                    && pieces.stream()
                            .allMatch(
                                    p -> p.single().isPresent() && p.condition().isEmpty());
            if (linkable) {
                List<Ps.Link> links = new ArrayList<>();
                for (int i = 0; i < ands.size(); i++) {
                    links.add(new Ps.Link(ands.get(i), rest.get(i).single().orElseThrow()));
                }
                return List.of(new Ps.Chain(first.single().orElseThrow(), links));
            }
            if (!same) {
                throw new Refused("alias.exit-status", "A mixture of && and || cannot be told in this PowerShell.");
            }
            List<Ps.Statement> statements = new ArrayList<>(first.statements());
            List<Ps.Statement> following = chain(rest, others);
            if (first.success() == Stage.Success.ALWAYS) {
                if (!and) {
                    throw new Refused("alias.exit-status", "What follows || would never run.");
                }
                statements.addAll(following);
            } else {
                statements.add(
                        new Ps.If(Ps.Code.of(and ? "$?" : "-not $?"), new Ps.Script(following), Optional.empty()));
            }
            return statements;
        }

        private List<Ps.Statement> conditional(
                Ps.Expr condition, List<Piece> rest, List<Boolean> others, boolean and, boolean same) throws Refused {
            if (same) {
                Ps.Expr test = and ? condition : Ps.Code.of("-not (", condition, ")");
                return List.of(new Ps.If(test, new Ps.Script(chain(rest, others)), Optional.empty()));
            }
            // a && b || c is an if with an else only where b cannot fail.
            if (and && others.size() == 1 && rest.get(0).success() == Stage.Success.ALWAYS) {
                return List.of(new Ps.If(
                        condition,
                        new Ps.Script(rest.get(0).statements()),
                        Optional.of(new Ps.Script(rest.get(1).statements()))));
            }
            throw new Refused("alias.exit-status", "A mixture of && and || cannot be told here.");
        }
    }

    /**
     * A translated part of a line.
     *
     * @param statements what runs
     * @param success how its success can be seen
     * @param condition an expression that runs it and is true when it succeeds, where there is one
     */
    record Piece(List<Ps.Statement> statements, Stage.Success success, Optional<Ps.Expr> condition) {
        Piece {
            statements = List.copyOf(statements);
        }

        /** The pipeline, where it is one that a chain can hold: an assignment would swallow the chain. */
        Optional<Ps.Pipeline> single() {
            if (statements.size() == 1
                    && statements.get(0) instanceof Ps.Pipeline pipeline
                    && !(pipeline.elements().get(0) instanceof Ps.Evaluation evaluation
                            && success == Stage.Success.ALWAYS
                            && PsWriter.write(new Ps.Script(List.of(Ps.Pipeline.of(evaluation))))
                                    .matches("(?s)\\$env:\\w+ = .*"))) {
                return Optional.of(pipeline);
            }
            return Optional.empty();
        }
    }
}
