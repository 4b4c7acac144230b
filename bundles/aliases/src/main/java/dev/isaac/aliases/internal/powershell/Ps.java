package dev.isaac.aliases.internal.powershell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tree of a PowerShell line. Values of users stand in {@link Str} alone; {@link Fixed} is text of our own sources. */
public sealed interface Ps {

    /** Statements one after another. */
    record Script(List<Statement> statements) implements Ps {
        public Script {
            statements = List.copyOf(statements);
        }

        static Script of(Statement... statements) {
            return new Script(List.of(statements));
        }
    }

    /** One statement. */
    sealed interface Statement extends Ps {}

    /** Elements joined by bars. */
    record Pipeline(List<Element> elements) implements Statement {
        public Pipeline {
            elements = List.copyOf(elements);
        }

        static Pipeline of(Element... elements) {
            return new Pipeline(List.of(elements));
        }
    }

    /** Pipelines joined by {@code &&} and {@code ||}; PowerShell 7 alone. */
    record Chain(Pipeline first, List<Link> links) implements Statement {
        public Chain {
            links = List.copyOf(links);
        }
    }

    /** What follows in a chain. */
    record Link(boolean and, Pipeline pipeline) {}

    /** {@code if (…) { … } else { … }}. */
    record If(Expr condition, Script then, Optional<Script> otherwise) implements Statement {}

    /** One stage of a pipeline. */
    sealed interface Element extends Ps {}

    /** A cmdlet or program with its arguments. */
    record Command(String name, List<Argument> arguments, List<Redirect> redirects) implements Element {
        public Command {
            arguments = List.copyOf(arguments);
            redirects = List.copyOf(redirects);
        }
    }

    /** An expression at the head of a pipeline. */
    record Evaluation(Expr expression, List<Redirect> redirects) implements Element {
        public Evaluation {
            redirects = List.copyOf(redirects);
        }
    }

    /** {@code & { … }}. */
    record Invoke(Script body, List<Redirect> redirects) implements Element {
        public Invoke {
            redirects = List.copyOf(redirects);
        }
    }

    /** What stands behind the name of a command. */
    sealed interface Argument extends Ps {}

    /** {@code -Name}. */
    record Parameter(String name) implements Argument {}

    /** A value. */
    record Operand(Expr value) implements Argument {}

    /** Where a stream goes: {@code text} is the operator and its fixed target, {@code file} a file behind it. */
    record Redirect(String text, Optional<Expr> file) {}

    /** A value, or code that gives one. */
    sealed interface Expr extends Ps {}

    /** Text, always written so that it is read back as exactly this text. */
    record Str(String value) implements Expr {}

    /** Text with code inside, as one string. */
    record Joined(List<Expr> parts) implements Expr {
        public Joined {
            parts = List.copyOf(parts);
        }
    }

    /** Several values: {@code a,b}. */
    record Many(List<Expr> values) implements Expr {
        public Many {
            values = List.copyOf(values);
        }
    }

    /** Code with values inside. */
    record Code(List<Fragment> fragments) implements Expr {
        public Code {
            fragments = List.copyOf(fragments);
        }

        /** Alternates trusted code and expressions or scripts. */
        static Code of(Object... parts) {
            List<Fragment> fragments = new ArrayList<>();
            for (Object part : parts) {
                if (part instanceof String text) {
                    fragments.add(new Fixed(text));
                } else if (part instanceof Expr value) {
                    fragments.add(new Hole(value));
                } else if (part instanceof Script script) {
                    fragments.add(new Inner(script));
                } else {
                    throw new IllegalArgumentException("no part of code: " + part);
                }
            }
            return new Code(fragments);
        }
    }

    /** A piece of code. */
    sealed interface Fragment {}

    /** Code from our own sources or data, never of a user. */
    record Fixed(String text) implements Fragment {}

    /** A value inside code. */
    record Hole(Expr value) implements Fragment {}

    /** Statements inside code. */
    record Inner(Script script) implements Fragment {}
}
