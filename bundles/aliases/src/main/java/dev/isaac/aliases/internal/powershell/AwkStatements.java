package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Awk;
import java.util.ArrayList;
import java.util.List;

/** Rules and statements of {@code awk} as code. */
final class AwkStatements {

    private final AwkState state;
    private final AwkExpressions expressions;
    private final boolean buffered;
    private Awk.When when = Awk.When.LINE;
    private int ranges;
    private int depth;
    private boolean jumps;

    /**
     * Makes statements.
     *
     * @param buffered whether lines are printed in parts, so that all output is kept and split at the end
     */
    AwkStatements(AwkState state, boolean buffered) {
        this.state = state;
        this.expressions = new AwkExpressions(state);
        this.buffered = buffered;
    }

    void restart(Awk.When part) {
        when = part;
        if (part == Awk.When.LINE) {
            ranges = 0;
        }
    }

    int ranges() {
        return ranges;
    }

    /** Whether something leaves the loop over the lines. */
    boolean jumps() {
        return jumps;
    }

    String buffer() {
        return buffered ? "$o = New-Object Text.StringBuilder; " : "";
    }

    String flush() {
        return buffered ? "; if ($o.Length -gt 0) { $o.ToString() -creplace '\\n\\z', '' -csplit \"`n\" }" : "";
    }

    List<Object> rule(Awk.Rule rule) throws Refused {
        List<Object> code = new ArrayList<>();
        List<Object> body =
                rule.body().isPresent() ? statement(rule.body().get()) : statement(new Awk.Print(List.of()));
        if (rule.until().isPresent()) {
            ranges++;
            String in = "$in" + ranges;
            code.add("if (" + in + " -or (");
            code.add(expressions.test(rule.test().orElseThrow()));
            code.add(")) { " + in + " = -not (");
            code.add(expressions.test(rule.until().get()));
            code.add("); ");
        } else if (rule.test().isPresent()) {
            Awk.Expr test = rule.test().get();
            if (test instanceof Awk.Num number && !number.text().matches("[0.]+")) {
                return body;
            }
            if (test instanceof Awk.Assign assign) {
                code.addAll(effect(assign));
                code.add("; if (");
                code.add(expressions.test(assign.target()));
                code.add(") { ");
            } else {
                code.add("if (");
                code.add(expressions.test(test));
                code.add(") { ");
            }
        } else {
            return body;
        }
        code.addAll(body);
        code.add(" }");
        return code;
    }

    private List<Object> statement(Awk.Statement statement) throws Refused {
        if (statement instanceof Awk.Block block) {
            List<Object> code = new ArrayList<>();
            for (Awk.Statement one : block.statements()) {
                if (!code.isEmpty()) {
                    code.add("; ");
                }
                code.addAll(statement(one));
            }
            return code;
        }
        if (statement instanceof Awk.Effect effect) {
            return effect(effect.expression());
        }
        if (statement instanceof Awk.Print print) {
            return print(print);
        }
        if (statement instanceof Awk.Printf printf) {
            return printf(printf);
        }
        if (statement instanceof Awk.If choice) {
            List<Object> code = new ArrayList<>(List.of("if (", expressions.test(choice.test()), ") { "));
            code.addAll(statement(choice.then()));
            code.add(" }");
            if (choice.otherwise().isPresent()) {
                code.add(" else { ");
                code.addAll(statement(choice.otherwise().get()));
                code.add(" }");
            }
            return code;
        }
        if (statement instanceof Awk.Loop loop) {
            return loop(loop);
        }
        if (statement instanceof Awk.Each each) {
            state.note("The elements of an array come in the order in which they were made.");
            depth++;
            List<Object> code = new ArrayList<>();
            code.add(
                    "foreach (" + state.variable(each.name()) + " in @(" + state.variable(each.array()) + ".Keys)) { ");
            code.addAll(statement(each.body()));
            code.add(" }");
            depth--;
            return code;
        }
        if (statement instanceof Awk.Delete delete) {
            String array = state.variable(delete.array());
            return delete.subscripts().isEmpty()
                    ? List.of(array + ".Clear()")
                    : List.of(array + ".Remove(", expressions.key(delete.subscripts()), ")");
        }
        if (statement instanceof Awk.Jump jump) {
            return jump(jump.word());
        }
        throw state.beyond();
    }

    private List<Object> jump(String word) throws Refused {
        if (word.equals("break") || word.equals("continue")) {
            if (depth == 0) {
                throw state.beyond();
            }
            return List.of(word);
        }
        if (when == Awk.When.END && word.equals("exit") && !buffered) {
            return List.of("return");
        }
        if (when != Awk.When.LINE) {
            throw state.beyond();
        }
        jumps = true;
        if (word.equals("exit")) {
            return List.of(state.usesFiles() ? "break files" : "break line");
        }
        return List.of("continue line");
    }

    private List<Object> loop(Awk.Loop loop) throws Refused {
        depth++;
        List<Object> code = new ArrayList<>();
        if (loop.doFirst()) {
            code.add("do { ");
            code.addAll(statement(loop.body()));
            code.add(" } while (");
            code.add(expressions.test(loop.test().orElseThrow(state::beyond)));
            code.add(")");
        } else {
            boolean plain = loop.start().isEmpty() && loop.step().isEmpty();
            code.add(plain ? "while (" : "for (");
            if (!plain) {
                if (loop.start().isPresent()) {
                    code.addAll(statement(loop.start().get()));
                }
                code.add("; ");
            }
            code.add(loop.test().isPresent() ? expressions.test(loop.test().get()) : "$true");
            if (!plain) {
                code.add("; ");
                if (loop.step().isPresent()) {
                    code.addAll(statement(loop.step().get()));
                }
            }
            code.add(") { ");
            code.addAll(statement(loop.body()));
            code.add(" }");
        }
        depth--;
        return code;
    }

    private List<Object> print(Awk.Print print) throws Refused {
        List<Ps.Expr> parts = new ArrayList<>();
        if (print.values().isEmpty()) {
            parts.add(state.record());
        }
        for (Awk.Expr value : print.values()) {
            if (!parts.isEmpty()) {
                parts.add(new Ps.Str(state.outputSeparator()));
            }
            parts.addAll(expressions.parts(value));
        }
        return printed(parts, true);
    }

    private List<Object> printed(List<Ps.Expr> parts, boolean line) {
        if (buffered) {
            List<Ps.Expr> all = new ArrayList<>(parts);
            if (line) {
                all.add(new Ps.Str("\n"));
            }
            return List.of("[void]$o.Append(", new Ps.Joined(all), ")");
        }
        boolean breaks = parts.stream()
                .anyMatch(p -> p instanceof Ps.Str text && text.value().indexOf('\n') >= 0);
        boolean plain = parts.size() == 1
                && (parts.get(0) instanceof Ps.Str || parts.get(0).equals(state.record()));
        Ps.Expr text = plain ? parts.get(0) : new Ps.Joined(parts);
        return breaks ? List.of("(", text, ") -csplit \"`n\"") : List.of(text);
    }

    private List<Object> printf(Awk.Printf printf) throws Refused {
        List<Ps.Expr> parts = new ArrayList<>(new AwkFormat(state, expressions).parts(printf.values()));
        if (buffered) {
            return printed(parts, false);
        }
        // Its format ends with its only line break.
        int last = parts.size() - 1;
        String text = ((Ps.Str) parts.get(last)).value();
        if (text.length() == 1) {
            parts.remove(last);
        } else {
            parts.set(last, new Ps.Str(text.substring(0, text.length() - 1)));
        }
        return printed(parts.isEmpty() ? List.of(new Ps.Str("")) : parts, true);
    }

    private List<Object> effect(Awk.Expr e) throws Refused {
        if (e instanceof Awk.Assign assign) {
            if (assign.target() instanceof Awk.Field field) {
                return field(field, assign);
            }
            if (assign.target().equals(new Awk.Var("NF"))) {
                return count(expressions.number(assign.value()), assign.operator());
            }
            return List.of(expressions.assignment(assign));
        }
        if (e instanceof Awk.Step step) {
            if (step.target().equals(new Awk.Var("NF")) && !step.up()) {
                return count(Ps.Code.of("1"), "-");
            }
            return List.of(expressions.step(step));
        }
        if (e instanceof Awk.Function function) {
            AwkFunctions functions = new AwkFunctions(state, expressions);
            if (function.name().equals("sub") || function.name().equals("gsub")) {
                return List.of(functions.substitution(function));
            }
            if (function.name().equals("split")) {
                return List.of(functions.split(function));
            }
            if (function.name().equals("match")) {
                return List.of("[void](", functions.test(function), ")");
            }
        }
        // Anything else has no effect, but what it holds might have.
        if (e instanceof Awk.Element element) {
            expressions.pure(e);
            return List.of(
                    "if (-not " + state.variable(element.array()) + ".Contains(",
                    expressions.key(element.subscripts()),
                    ")) { ",
                    expressions.raw(e),
                    " = $null }");
        }
        throw state.beyond();
    }

    private List<Object> count(Ps.Expr value, String operator) throws Refused {
        if (!operator.isEmpty() && !operator.equals("-")) {
            throw state.beyond();
        }
        state.needFields();
        return List.of(
                operator.isEmpty() ? "$f = @($f | Select-Object -First (" : "$f = @($f | Select-Object -SkipLast (",
                value,
                "))" + state.fieldChanged());
    }

    /** An assignment to a field: the line is made anew of all fields. */
    private List<Object> field(Awk.Field field, Awk.Assign assign) throws Refused {
        if (!assign.operator().isEmpty()) {
            Awk.Expr value = new Awk.Binary(assign.operator(), field, assign.value());
            return field(field, new Awk.Assign("", field, value));
        }
        if (field.number() instanceof Awk.Num number && number.text().equals("0")) {
            return List.of("$r = ", expressions.string(assign.value()), state.recordChanged());
        }
        state.needFields();
        Ps.Expr value = expressions.string(assign.value());
        if (field.number().equals(new Awk.Var("NF"))) {
            return List.of("$f[-1] = ", value, state.fieldChanged());
        }
        if (field.number() instanceof Awk.Num number && number.text().matches("[1-9][0-9]{0,2}")) {
            String place = number.text();
            if (assign.value().equals(field)) {
                return List.of(state.fieldChanged().substring(2));
            }
            return List.of(
                    "while ($f.Count -lt " + place + ") { $f += '' }; $f[" + (Integer.parseInt(place) - 1) + "] = ",
                    value,
                    state.fieldChanged());
        }
        if (field.number() instanceof Awk.Var variable
                && state.types().of(variable).isNumber()) {
            return List.of("$f[", expressions.number(variable), " - 1] = ", value, state.fieldChanged());
        }
        throw state.beyond();
    }
}
