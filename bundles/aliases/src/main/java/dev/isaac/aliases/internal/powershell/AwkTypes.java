package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.shell.Awk;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What the variables and arrays of a program of {@code awk} can hold: found by looking at all that is assigned to them. */
final class AwkTypes {

    /** What a value can be. */
    enum Type {
        /** Nothing yet. */
        NONE,
        /** A whole number. */
        INT,
        /** A number. */
        NUM,
        /** A string. */
        STR,
        /** What was read: a string that counts as a number where it looks like one; or a number. */
        FIELD,
        /** Any of these, so that comparisons are not known. */
        MIXED;

        Type join(Type other) {
            if (this == other || other == NONE) {
                return this;
            }
            if (this == NONE) {
                return other;
            }
            if (isNumber() && other.isNumber()) {
                return NUM;
            }
            return (this == FIELD && other.isNumber()) || (isNumber() && other == FIELD) ? FIELD : MIXED;
        }

        boolean isNumber() {
            return this == INT || this == NUM;
        }
    }

    private static final Set<String> OWN =
            Set.of("NR", "NF", "FNR", "RSTART", "RLENGTH", "FS", "OFS", "ORS", "RS", "FILENAME", "ENVIRON", "SUBSEP");

    private final Map<String, Type> variables = new HashMap<>();
    private final Map<String, Type> arrays = new HashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> arrayNames = new LinkedHashSet<>();
    private boolean changed;

    AwkTypes(Awk program, Set<String> given) {
        given.forEach(name -> variables.put(name, Type.FIELD));
        names.addAll(given);
        do {
            changed = false;
            program.rules().forEach(rule -> {
                rule.test().ifPresent(this::look);
                rule.until().ifPresent(this::look);
                rule.body().ifPresent(this::look);
            });
        } while (changed);
    }

    /** The variables of the program's own. */
    Set<String> names() {
        return names;
    }

    /** Its arrays. */
    Set<String> arrayNames() {
        return arrayNames;
    }

    private void look(Awk.Statement statement) {
        visit(statement, this::look, this::look);
        if (statement instanceof Awk.Each each) {
            names.add(each.name());
            arrayNames.add(each.array());
            join(variables, each.name(), Type.STR);
        } else if (statement instanceof Awk.Delete delete) {
            arrayNames.add(delete.array());
        }
    }

    private void look(Awk.Expr expression) {
        visit(expression, this::look);
        if (expression instanceof Awk.Var variable && !OWN.contains(variable.name())) {
            names.add(variable.name());
        } else if (expression instanceof Awk.Element element && !element.array().equals("ENVIRON")) {
            arrayNames.add(element.array());
        } else if (expression instanceof Awk.In in) {
            arrayNames.add(in.array());
        } else if (expression instanceof Awk.Assign assign) {
            assigned(assign.target(), of(assign));
        } else if (expression instanceof Awk.Step step) {
            assigned(step.target(), of(step.target()) == Type.NUM ? Type.NUM : Type.INT);
        } else if (expression instanceof Awk.Function function
                && function.name().equals("split")
                && function.arguments().size() > 1
                && function.arguments().get(1) instanceof Awk.Var array) {
            names.remove(array.name());
            arrayNames.add(array.name());
            join(arrays, array.name(), Type.FIELD);
        } else if (expression instanceof Awk.Function function
                && (function.name().equals("sub") || function.name().equals("gsub"))
                && function.arguments().size() == 3) {
            assigned(function.arguments().get(2), Type.STR);
        }
        names.removeAll(arrayNames);
    }

    private void assigned(Awk.Expr target, Type type) {
        if (target instanceof Awk.Var variable) {
            join(variables, variable.name(), type);
        } else if (target instanceof Awk.Element element) {
            join(arrays, element.array(), type);
        }
    }

    private void join(Map<String, Type> types, String name, Type type) {
        Type before = types.getOrDefault(name, Type.NONE);
        Type after = before.join(type);
        if (after != before) {
            types.put(name, after);
            changed = true;
        }
    }

    /** The type of an expression. */
    Type of(Awk.Expr expression) {
        if (expression instanceof Awk.Num number) {
            return number.text().indexOf('.') < 0 && number.text().length() < 10 ? Type.INT : Type.NUM;
        }
        if (expression instanceof Awk.Var variable) {
            return switch (variable.name()) {
                case "NR", "NF", "FNR", "RSTART", "RLENGTH" -> Type.INT;
                case "FS", "OFS", "ORS", "RS", "FILENAME" -> Type.STR;
                default -> variables.getOrDefault(variable.name(), Type.NONE);
            };
        }
        if (expression instanceof Awk.Element element) {
            return element.array().equals("ENVIRON") ? Type.FIELD : arrays.getOrDefault(element.array(), Type.NONE);
        }
        if (expression instanceof Awk.Field) {
            return Type.FIELD;
        }
        if (expression instanceof Awk.Assign assign) {
            Type value = of(assign.value());
            if (assign.operator().isEmpty()) {
                return value == Type.NONE ? Type.FIELD : value;
            }
            Type target = of(assign.target());
            boolean whole = value == Type.INT
                    && (target == Type.INT || target == Type.NONE)
                    && "+-".contains(assign.operator());
            return whole ? Type.INT : Type.NUM;
        }
        if (expression instanceof Awk.Step step) {
            return of(step.target()) == Type.INT ? Type.INT : Type.NUM;
        }
        if (expression instanceof Awk.Choice choice) {
            return of(choice.yes()).join(of(choice.no()));
        }
        if (expression instanceof Awk.Binary binary) {
            return binary(binary);
        }
        if (expression instanceof Awk.Unary unary) {
            return unary.operator().equals("!") || of(unary.value()) == Type.INT ? Type.INT : Type.NUM;
        }
        if (expression instanceof Awk.Function function) {
            return switch (function.name()) {
                case "substr", "tolower", "toupper", "sprintf" -> Type.STR;
                case "length", "index", "split", "sub", "gsub", "match" -> Type.INT;
                default -> Type.NUM;
            };
        }
        return expression instanceof Awk.Str ? Type.STR : Type.INT;
    }

    private Type binary(Awk.Binary binary) {
        return switch (binary.operator()) {
            case " " -> Type.STR;
            case "+", "-", "%" -> of(binary.left()) == Type.INT && of(binary.right()) == Type.INT ? Type.INT : Type.NUM;
            case "*", "/", "^" -> Type.NUM;
            default -> Type.INT;
        };
    }

    /** Shows the parts of a statement. */
    static void visit(Awk.Statement statement, Consumer<Awk.Statement> statements, Consumer<Awk.Expr> expressions) {
        if (statement instanceof Awk.Block block) {
            block.statements().forEach(statements);
        } else if (statement instanceof Awk.Effect effect) {
            expressions.accept(effect.expression());
        } else if (statement instanceof Awk.Print print) {
            print.values().forEach(expressions);
        } else if (statement instanceof Awk.Printf printf) {
            printf.values().forEach(expressions);
        } else if (statement instanceof Awk.If choice) {
            expressions.accept(choice.test());
            statements.accept(choice.then());
            choice.otherwise().ifPresent(statements);
        } else if (statement instanceof Awk.Loop loop) {
            loop.start().ifPresent(statements);
            loop.test().ifPresent(expressions);
            loop.step().ifPresent(statements);
            statements.accept(loop.body());
        } else if (statement instanceof Awk.Each each) {
            statements.accept(each.body());
        } else if (statement instanceof Awk.Delete delete) {
            delete.subscripts().forEach(expressions);
        }
    }

    /** Shows the parts of an expression. */
    static void visit(Awk.Expr expression, Consumer<Awk.Expr> parts) {
        if (expression instanceof Awk.Field field) {
            parts.accept(field.number());
        } else if (expression instanceof Awk.Element element) {
            element.subscripts().forEach(parts);
        } else if (expression instanceof Awk.Assign assign) {
            parts.accept(assign.target());
            parts.accept(assign.value());
        } else if (expression instanceof Awk.Step step) {
            parts.accept(step.target());
        } else if (expression instanceof Awk.Choice choice) {
            List.of(choice.test(), choice.yes(), choice.no()).forEach(parts);
        } else if (expression instanceof Awk.Binary binary) {
            parts.accept(binary.left());
            parts.accept(binary.right());
        } else if (expression instanceof Awk.Unary unary) {
            parts.accept(unary.value());
        } else if (expression instanceof Awk.Match match) {
            parts.accept(match.value());
            parts.accept(match.pattern());
        } else if (expression instanceof Awk.In in) {
            in.subscripts().forEach(parts);
        } else if (expression instanceof Awk.Function function) {
            function.arguments().forEach(parts);
        }
    }

    /** Whether a statement, or something inside it, is of a kind. */
    static boolean any(Optional<Awk.Statement> statement, java.util.function.Predicate<Object> test) {
        boolean[] found = new boolean[1];
        Consumer<Awk.Expr>[] expressions = holder();
        expressions[0] = e -> {
            found[0] |= test.test(e);
            visit(e, expressions[0]);
        };
        Consumer<Awk.Statement>[] statements = holder();
        statements[0] = s -> {
            found[0] |= test.test(s);
            visit(s, statements[0], expressions[0]);
        };
        statement.ifPresent(statements[0]);
        return found[0];
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> Consumer<T>[] holder() {
        return new Consumer[1];
    }
}
