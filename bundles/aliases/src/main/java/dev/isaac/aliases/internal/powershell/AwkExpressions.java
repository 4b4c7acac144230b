package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import dev.isaac.aliases.internal.shell.Awk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Expressions of {@code awk} as code, as number, as string, or as the answer to a question. */
final class AwkExpressions {

    private static final Map<String, String> COMPARE =
            Map.of("==", "-eq", "!=", "-ne", ">=", "-ge", "<=", "-le", ">", "-gt", "<", "-lt");

    private final AwkState state;
    private final AwkTypes types;

    AwkExpressions(AwkState state) {
        this.state = state;
        this.types = state.types();
    }

    private Refused beyond() {
        return state.beyond();
    }

    /** A value as it is, for an assignment. */
    Ps.Expr value(Awk.Expr e) throws Refused {
        AwkTypes.Type type = types.of(e);
        if (type.isNumber()) {
            return number(e);
        }
        if (type == AwkTypes.Type.STR) {
            return string(e);
        }
        return raw(e);
    }

    /** The number that a value is. */
    Ps.Expr number(Awk.Expr e) throws Refused {
        if (e instanceof Awk.Num number) {
            return Ps.Code.of(number.text());
        }
        if (e instanceof Awk.Var || e instanceof Awk.Element) {
            AwkTypes.Type type = types.of(e);
            if (type == AwkTypes.Type.NONE) {
                return Ps.Code.of("0");
            }
            if (!type.isNumber()) {
                return state.call("awknum", raw(e));
            }
            boolean sure = e instanceof Awk.Var v
                    && (state.isSure(v.name())
                            || List.of("NR", "NF", "FNR", "RSTART", "RLENGTH").contains(v.name()));
            return sure ? raw(e) : Ps.Code.of("[double]", raw(e));
        }
        if (e instanceof Awk.Assign || e instanceof Awk.Step) {
            return Ps.Code.of("[double]", raw(e));
        }
        if (e instanceof Awk.Choice choice) {
            return Ps.Code.of(
                    "$(if (",
                    test(choice.test()),
                    ") { ",
                    number(choice.yes()),
                    " } else { ",
                    number(choice.no()),
                    " })");
        }
        if (e instanceof Awk.Binary binary && "+-*/%^".contains(binary.operator())) {
            if (binary.operator().equals("^")) {
                return Ps.Code.of("[Math]::Pow(", number(binary.left()), ", ", number(binary.right()), ")");
            }
            return Ps.Code.of(operand(binary.left()), " " + binary.operator() + " ", operand(binary.right()));
        }
        if (e instanceof Awk.Unary unary && !unary.operator().equals("!")) {
            return unary.operator().equals("+") ? number(unary.value()) : Ps.Code.of("-", operand(unary.value()));
        }
        if (e instanceof Awk.Function function && types.of(e).isNumber()) {
            return new AwkFunctions(state, this).number(function);
        }
        if (types.of(e) == AwkTypes.Type.INT) {
            return Ps.Code.of("[int](", test(e), ")");
        }
        return state.call("awknum", value(e));
    }

    private Ps.Expr operand(Awk.Expr e) throws Refused {
        boolean simple =
                e instanceof Awk.Num || e instanceof Awk.Var || e instanceof Awk.Element || e instanceof Awk.Field;
        return simple ? number(e) : Ps.Code.of("(", number(e), ")");
    }

    /** The text that a value is, as one string. */
    Ps.Expr string(Awk.Expr e) throws Refused {
        List<Ps.Expr> parts = parts(e);
        if (parts.size() == 1 && (parts.get(0) instanceof Ps.Str || parts.get(0).equals(state.record()))) {
            return parts.get(0);
        }
        if (e instanceof Awk.Function && types.of(e) == AwkTypes.Type.STR) {
            return parts.get(0);
        }
        return new Ps.Joined(parts);
    }

    /** The pieces of a text, for a place inside a string. */
    List<Ps.Expr> parts(Awk.Expr e) throws Refused {
        if (e instanceof Awk.Str text) {
            return List.of(new Ps.Str(text.text()));
        }
        if (e instanceof Awk.Num number) {
            return List.of(
                    types.of(e) == AwkTypes.Type.INT
                            ? new Ps.Str(number.text())
                            : state.call("awkstr", Ps.Code.of(number.text())));
        }
        if (e instanceof Awk.Binary binary && binary.operator().equals(" ")) {
            List<Ps.Expr> all = new ArrayList<>(parts(binary.left()));
            all.addAll(parts(binary.right()));
            return all;
        }
        if (e instanceof Awk.Choice choice) {
            return List.of(Ps.Code.of(
                    "if (",
                    test(choice.test()),
                    ") { ",
                    string(choice.yes()),
                    " } else { ",
                    string(choice.no()),
                    " }"));
        }
        if (e instanceof Awk.Function function && types.of(e) == AwkTypes.Type.STR) {
            return List.of(new AwkFunctions(state, this).string(function));
        }
        if (e instanceof Awk.Field) {
            return List.of(raw(e));
        }
        if (e instanceof Awk.Var || e instanceof Awk.Element) {
            AwkTypes.Type type = types.of(e);
            boolean plain = type == AwkTypes.Type.INT || type == AwkTypes.Type.STR || type == AwkTypes.Type.NONE;
            return List.of(plain ? raw(e) : state.call("awkstr", raw(e)));
        }
        AwkTypes.Type type = types.of(e);
        if (type == AwkTypes.Type.INT) {
            return List.of(number(e));
        }
        if (type == AwkTypes.Type.NUM) {
            return List.of(state.call("awkstr", number(e)));
        }
        return List.of(state.call("awkstr", raw(e)));
    }

    /** What stands for a value itself. */
    Ps.Expr raw(Awk.Expr e) throws Refused {
        if (e instanceof Awk.Var variable) {
            return switch (variable.name()) {
                case "NR" -> state.records();
                case "FNR" -> state.recordsOfFile();
                case "NF" -> state.fieldCount();
                case "FILENAME" -> state.fileName();
                case "RSTART" -> Ps.Code.of("$(if ($m.Success) { $m.Index + 1 } else { 0 })");
                case "RLENGTH" -> Ps.Code.of("$(if ($m.Success) { $m.Length } else { -1 })");
                case "FS", "ORS", "RS", "SUBSEP", "ENVIRON" -> throw beyond();
                case "OFS" -> new Ps.Str(state.outputSeparator());
                default -> Ps.Code.of(state.variable(variable.name()));
            };
        }
        if (e instanceof Awk.Element element) {
            if (element.array().equals("ENVIRON")) {
                if (element.subscripts().size() == 1 && element.subscripts().get(0) instanceof Awk.Str name) {
                    return PsValues.variable(name.text());
                }
                throw beyond();
            }
            return Ps.Code.of(state.variable(element.array()) + "[", key(element.subscripts()), "]");
        }
        if (e instanceof Awk.Field field) {
            return field(field);
        }
        if (e instanceof Awk.Assign assign) {
            return Ps.Code.of("(", assignment(assign), ")");
        }
        if (e instanceof Awk.Step step) {
            if (step.target() instanceof Awk.Field) {
                throw beyond();
            }
            return Ps.Code.of("(", step(step), ")");
        }
        if (e instanceof Awk.Choice choice) {
            return Ps.Code.of(
                    "$(if (",
                    test(choice.test()),
                    ") { ",
                    value(choice.yes()),
                    " } else { ",
                    value(choice.no()),
                    " })");
        }
        return types.of(e) == AwkTypes.Type.STR ? string(e) : number(e);
    }

    /** The subscripts as one string; several are joined by a character that no text has. */
    Ps.Expr key(List<Awk.Expr> subscripts) throws Refused {
        List<Ps.Expr> parts = new ArrayList<>();
        for (int i = 0; i < subscripts.size(); i++) {
            if (i > 0) {
                parts.add(new Ps.Str("\u001C"));
            }
            parts.addAll(parts(subscripts.get(i)));
        }
        boolean plain = parts.size() == 1
                && (parts.get(0) instanceof Ps.Str || parts.get(0).equals(state.record()));
        return plain ? parts.get(0) : new Ps.Joined(parts);
    }

    private Ps.Expr field(Awk.Field field) throws Refused {
        if (field.number() instanceof Awk.Num number && number.text().matches("[0-9]{1,3}")) {
            int place = Integer.parseInt(number.text());
            if (place == 0) {
                return state.record();
            }
            state.needFields();
            return Ps.Code.of("$f[" + (place - 1) + "]");
        }
        state.needFields();
        if (field.number().equals(new Awk.Var("NF"))) {
            return Ps.Code.of("$f[-1]");
        }
        if (field.number() instanceof Awk.Binary binary
                && binary.operator().equals("-")
                && binary.left().equals(new Awk.Var("NF"))
                && binary.right() instanceof Awk.Num back
                && back.text().matches("[1-9]")) {
            int places = Integer.parseInt(back.text());
            return Ps.Code.of(
                    "$(if ($f.Count -gt " + places + ") { $f[" + (-places - 1) + "] } elseif ($f.Count -eq " + places
                            + ") { ",
                    state.record(),
                    " })");
        }
        return state.call("awkfield", number(field.number()));
    }

    /** Refuses what has an effect, where it would be written twice. */
    Awk.Expr pure(Awk.Expr e) throws Refused {
        boolean effects = AwkTypes.any(
                java.util.Optional.of(new Awk.Effect(e)),
                node -> node instanceof Awk.Assign
                        || node instanceof Awk.Step
                        || (node instanceof Awk.Function f
                                && List.of("sub", "gsub", "split", "match").contains(f.name())));
        if (effects) {
            throw beyond();
        }
        return e;
    }

    Ps.Expr assignment(Awk.Assign assign) throws Refused {
        if (assign.target() instanceof Awk.Field
                || (assign.target() instanceof Awk.Var v && !types.names().contains(v.name()))) {
            throw beyond();
        }
        Ps.Expr target = raw(assign.target());
        if (assign.operator().isEmpty()) {
            return Ps.Code.of(target, " = ", value(assign.value()));
        }
        if (assign.operator().equals("^")) {
            throw beyond();
        }
        pure(assign.target());
        AwkTypes.Type type = types.of(assign.target());
        if (!type.isNumber()) {
            return Ps.Code.of(
                    target, " = ", number(assign.target()), " " + assign.operator() + " ", operand(assign.value()));
        }
        if ("*/%".contains(assign.operator())) {
            return Ps.Code.of(
                    target, " = ", number(assign.target()), " " + assign.operator() + " ", operand(assign.value()));
        }
        return Ps.Code.of(target, " " + assign.operator() + "= ", number(assign.value()));
    }

    Ps.Expr step(Awk.Step step) throws Refused {
        if (step.target() instanceof Awk.Field
                || (step.target() instanceof Awk.Var v && !types.names().contains(v.name()))
                || !types.of(step.target()).isNumber()) {
            throw beyond();
        }
        String sign = step.up() ? "++" : "--";
        return step.before() ? Ps.Code.of(sign, raw(step.target())) : Ps.Code.of(raw(step.target()), sign);
    }

    /** Whether a value holds. */
    Ps.Expr test(Awk.Expr e) throws Refused {
        if (e instanceof Awk.Regex regex) {
            return Ps.Code.of(state.record(), " -cmatch ", regex(regex.pattern()));
        }
        if (e instanceof Awk.Match match) {
            return Ps.Code.of(
                    subject(match.value()),
                    match.negated() ? " -cnotmatch " : " -cmatch ",
                    regex(pattern(match.pattern())));
        }
        if (e instanceof Awk.Unary unary && unary.operator().equals("!")) {
            if (unary.value() instanceof Awk.Regex regex) {
                return Ps.Code.of(state.record(), " -cnotmatch ", regex(regex.pattern()));
            }
            if (state.isSeen(unary)
                    && unary.value() instanceof Awk.Step step
                    && step.target() instanceof Awk.Element a) {
                return Ps.Code.of(state.variable(a.array()) + ".Add(", key(a.subscripts()), ")");
            }
            return Ps.Code.of("-not (", test(unary.value()), ")");
        }
        if (e instanceof Awk.In in) {
            return Ps.Code.of(state.variable(in.array()) + ".Contains(", key(in.subscripts()), ")");
        }
        if (e instanceof Awk.Binary binary
                && (binary.operator().equals("&&") || binary.operator().equals("||"))) {
            return Ps.Code.of(
                    inner(binary.left(), binary.operator()),
                    binary.operator().equals("&&") ? " -and " : " -or ",
                    inner(binary.right(), binary.operator()));
        }
        if (e instanceof Awk.Binary binary && COMPARE.containsKey(binary.operator())) {
            return comparison(binary);
        }
        if (e instanceof Awk.Function function
                && List.of("match", "sub", "gsub").contains(function.name())) {
            return new AwkFunctions(state, this).test(function);
        }
        if (e instanceof Awk.Num number) {
            return Ps.Code.of(number.text().matches("[0.]+") ? "$false" : "$true");
        }
        AwkTypes.Type type = types.of(e);
        if (type == AwkTypes.Type.STR) {
            return Ps.Code.of("(", string(e), ").Length -gt 0");
        }
        if (type.isNumber()) {
            return Ps.Code.of(operand(e), " -ne 0");
        }
        return type == AwkTypes.Type.NONE ? Ps.Code.of("$false") : state.call("awktrue", raw(e));
    }

    private Ps.Expr inner(Awk.Expr e, String operator) throws Refused {
        boolean mixes = e instanceof Awk.Binary binary
                && (binary.operator().equals("&&") || binary.operator().equals("||"))
                && !binary.operator().equals(operator);
        boolean negated = e instanceof Awk.Unary;
        return mixes || negated ? Ps.Code.of("(", test(e), ")") : test(e);
    }

    private Ps.Expr subject(Awk.Expr e) throws Refused {
        Ps.Expr text = string(e);
        return text.equals(state.record()) ? text : Ps.Code.of("(", text, ")");
    }

    private Ps.Expr comparison(Awk.Binary binary) throws Refused {
        AwkTypes.Type left = types.of(binary.left());
        AwkTypes.Type right = types.of(binary.right());
        String operator = COMPARE.getOrDefault(binary.operator(), "");
        if (left == AwkTypes.Type.MIXED || right == AwkTypes.Type.MIXED) {
            throw beyond();
        }
        if (left.isNumber() && right.isNumber()) {
            return Ps.Code.of(operand(binary.left()), " " + operator + " ", operand(binary.right()));
        }
        if (left == AwkTypes.Type.STR || right == AwkTypes.Type.STR) {
            boolean equality =
                    binary.operator().equals("==") || binary.operator().equals("!=");
            if (equality) {
                return Ps.Code.of(
                        binary.operator().equals("==") ? "[string]::Equals(" : "-not [string]::Equals(",
                        string(binary.left()),
                        ", ",
                        string(binary.right()),
                        ")");
            }
            return Ps.Code.of(
                    "[string]::CompareOrdinal(",
                    string(binary.left()),
                    ", ",
                    string(binary.right()),
                    ") " + operator + " 0");
        }
        return Ps.Code.of(state.call("awkcmp", value(binary.left()), value(binary.right())), " " + operator + " 0");
    }

    /** A known expression. */
    String pattern(Awk.Expr e) throws Refused {
        if (e instanceof Awk.Regex regex) {
            return regex.pattern();
        }
        if (e instanceof Awk.Str text && text.text().indexOf('\n') < 0) {
            return text.text();
        }
        throw beyond();
    }

    private static Ps.Expr regex(String pattern) throws Refused {
        return new Ps.Str(
                PosixRegex.convert(pattern, PosixRegex.Dialect.EXTENDED).text());
    }
}
