package dev.isaac.aliases.internal.shell;

import java.util.List;
import java.util.Optional;

/**
 * A program of {@code awk}, read by {@link AwkReader}.
 *
 * @param rules in order
 */
public record Awk(List<Rule> rules) {

    public Awk {
        rules = List.copyOf(rules);
    }

    /** When a rule applies. */
    public enum When {
        /** Before the first line. */
        BEGIN,
        /** For lines. */
        LINE,
        /** Behind the last line. */
        END
    }

    /**
     * One rule.
     *
     * @param test of a line; none: all lines
     * @param until the end of a range that begins with the test
     * @param body what is done; without one the line is printed
     */
    public record Rule(When when, Optional<Expr> test, Optional<Expr> until, Optional<Statement> body) {}

    /** A statement. */
    public sealed interface Statement {}

    /** Statements in braces. */
    public record Block(List<Statement> statements) implements Statement {
        public Block {
            statements = List.copyOf(statements);
        }
    }

    /** An expression for its effect. */
    public record Effect(Expr expression) implements Statement {}

    /** {@code print}; without values the line. */
    public record Print(List<Expr> values) implements Statement {
        public Print {
            values = List.copyOf(values);
        }
    }

    /** {@code printf}. */
    public record Printf(List<Expr> values) implements Statement {
        public Printf {
            values = List.copyOf(values);
        }
    }

    /** {@code if}. */
    public record If(Expr test, Statement then, Optional<Statement> otherwise) implements Statement {}

    /** {@code while} and {@code for (;;)}; {@code doFirst} for {@code do}. */
    public record Loop(
            Optional<Statement> start, Optional<Expr> test, Optional<Statement> step, Statement body, boolean doFirst)
            implements Statement {}

    /** {@code for (name in array)}. */
    public record Each(String name, String array, Statement body) implements Statement {}

    /** {@code next}, {@code exit}, {@code break} or {@code continue}. */
    public record Jump(String word) implements Statement {}

    /** {@code delete array} or one of its elements. */
    public record Delete(String array, List<Expr> subscripts) implements Statement {
        public Delete {
            subscripts = List.copyOf(subscripts);
        }
    }

    /** An expression. */
    public sealed interface Expr {}

    /** A number, as it was written. */
    public record Num(String text) implements Expr {}

    /** A string, its escapes read. */
    public record Str(String text) implements Expr {}

    /** A regular expression; as a value whether the line matches. */
    public record Regex(String pattern) implements Expr {}

    /** A variable. */
    public record Var(String name) implements Expr {}

    /** {@code $n}. */
    public record Field(Expr number) implements Expr {}

    /** {@code array[…]}. */
    public record Element(String array, List<Expr> subscripts) implements Expr {
        public Element {
            subscripts = List.copyOf(subscripts);
        }
    }

    /** {@code =}, {@code +=} and their kin; the operator without {@code =}. */
    public record Assign(String operator, Expr target, Expr value) implements Expr {}

    /** {@code ++} and {@code --}. */
    public record Step(Expr target, boolean up, boolean before) implements Expr {}

    /** {@code a ? b : c}. */
    public record Choice(Expr test, Expr yes, Expr no) implements Expr {}

    /** Arithmetic, a comparison, {@code &&} or {@code ||}; a blank joins strings. */
    public record Binary(String operator, Expr left, Expr right) implements Expr {}

    /** {@code !}, {@code -} or {@code +}. */
    public record Unary(String operator, Expr value) implements Expr {}

    /** {@code ~} and {@code !~}. */
    public record Match(Expr value, Expr pattern, boolean negated) implements Expr {}

    /** {@code (…) in array}. */
    public record In(List<Expr> subscripts, String array) implements Expr {
        public In {
            subscripts = List.copyOf(subscripts);
        }
    }

    /** A function that awk has. */
    public record Function(String name, List<Expr> arguments) implements Expr {
        public Function {
            arguments = List.copyOf(arguments);
        }
    }
}
