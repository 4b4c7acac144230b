package dev.isaac.aliases.internal.powershell;

import java.util.ArrayList;
import java.util.List;

/** Short spellings for trees. */
final class Build {

    private Build() {}

    /**
     * A command: strings that begin with a dash are parameters, other strings are trusted bare words, expressions are
     * values.
     */
    static Ps.Command command(String name, Object... arguments) {
        List<Ps.Argument> list = new ArrayList<>();
        for (Object argument : arguments) {
            if (argument instanceof String text) {
                list.add(text.startsWith("-") ? new Ps.Parameter(text) : new Ps.Operand(Ps.Code.of(text)));
            } else if (argument instanceof Ps.Expr value) {
                list.add(new Ps.Operand(value));
            } else if (argument instanceof Integer number) {
                list.add(new Ps.Operand(Ps.Code.of(number.toString())));
            } else {
                throw new IllegalArgumentException("no argument: " + argument);
            }
        }
        return new Ps.Command(name, list, List.of());
    }

    static Ps.Evaluation evaluate(Object... code) {
        return new Ps.Evaluation(Ps.Code.of(code), List.of());
    }

    /** {@code ForEach-Object { … }}. */
    static Ps.Command each(Object... code) {
        List<Object> parts = new ArrayList<>();
        parts.add("{ ");
        parts.addAll(List.of(code));
        parts.add(" }");
        return command("ForEach-Object", Ps.Code.of(parts.toArray()));
    }

    /** {@code Where-Object { … }}. */
    static Ps.Command where(Object... code) {
        List<Object> parts = new ArrayList<>();
        parts.add("{ ");
        parts.addAll(List.of(code));
        parts.add(" }");
        return command("Where-Object", Ps.Code.of(parts.toArray()));
    }

    /** {@code & { … }} with the pipeline in {@code $input}. */
    static Ps.Invoke block(Object... code) {
        return new Ps.Invoke(Ps.Script.of(Ps.Pipeline.of(evaluate(code))), List.of());
    }

    /** A pipeline as a value: {@code (…)}. */
    static Ps.Expr value(Ps.Element... elements) {
        return Ps.Code.of("(", Ps.Script.of(Ps.Pipeline.of(elements)), ")");
    }

    /** A pipeline as a list: {@code @(…)}. */
    static Ps.Expr list(List<Ps.Element> elements) {
        return Ps.Code.of("@(", Ps.Script.of(new Ps.Pipeline(elements)), ")");
    }

    static Ps.Expr script(Ps.Element... elements) {
        return Ps.Code.of("{ ", Ps.Script.of(Ps.Pipeline.of(elements)), " }");
    }

    static Ps.Str str(String value) {
        return new Ps.Str(value);
    }
}
