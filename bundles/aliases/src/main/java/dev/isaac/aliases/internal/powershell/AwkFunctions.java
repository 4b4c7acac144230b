package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import dev.isaac.aliases.internal.shell.Awk;
import java.util.List;

/** The functions of {@code awk}. */
final class AwkFunctions {

    private final AwkState state;
    private final AwkExpressions expressions;

    AwkFunctions(AwkState state, AwkExpressions expressions) {
        this.state = state;
        this.expressions = expressions;
    }

    private Awk.Expr argument(Awk.Function function, int index, int most) throws Refused {
        if (function.arguments().size() > most || index >= function.arguments().size()) {
            throw state.beyond();
        }
        return function.arguments().get(index);
    }

    /** Functions that give numbers. */
    Ps.Expr number(Awk.Function function) throws Refused {
        switch (function.name()) {
            case "length" -> {
                return length(function);
            }
            case "index" -> {
                return Ps.Code.of(
                        "(",
                        text(argument(function, 0, 2)),
                        ".IndexOf(",
                        expressions.string(argument(function, 1, 2)),
                        ", [StringComparison]::Ordinal) + 1)");
            }
            case "int" -> {
                return Ps.Code.of("[Math]::Truncate([double]", wrapped(argument(function, 0, 1)), ")");
            }
            case "sqrt", "exp", "log", "sin", "cos" -> {
                String name = function.name().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                        + function.name().substring(1);
                return Ps.Code.of("[Math]::" + name + "(", expressions.number(argument(function, 0, 1)), ")");
            }
            case "atan2" -> {
                return Ps.Code.of(
                        "[Math]::Atan2(",
                        expressions.number(argument(function, 0, 2)),
                        ", ",
                        expressions.number(argument(function, 1, 2)),
                        ")");
            }
            case "match", "sub", "gsub" -> {
                // How often something was replaced is known as a truth only.
                throw state.beyond();
            }
            case "split" -> {
                return Ps.Code.of("$(", split(function), "; " + array(function) + ".Count)");
            }
            default -> throw state.beyond();
        }
    }

    private Ps.Expr wrapped(Awk.Expr e) throws Refused {
        return Ps.Code.of("(", expressions.number(e), ")");
    }

    private Ps.Expr text(Awk.Expr e) throws Refused {
        Ps.Expr text = expressions.string(e);
        return text.equals(state.record()) || text instanceof Ps.Str ? text : Ps.Code.of("(", text, ")");
    }

    private Ps.Expr length(Awk.Function function) throws Refused {
        if (function.arguments().isEmpty()) {
            return Ps.Code.of(state.record(), ".Length");
        }
        Awk.Expr value = argument(function, 0, 1);
        if (value instanceof Awk.Var variable && state.types().arrayNames().contains(variable.name())) {
            return Ps.Code.of(state.variable(variable.name()) + ".Count");
        }
        return Ps.Code.of(text(value), ".Length");
    }

    /** Functions that give strings. */
    Ps.Expr string(Awk.Function function) throws Refused {
        switch (function.name()) {
            case "tolower", "toupper" -> {
                String change = function.name().equals("toupper") ? ".ToUpperInvariant()" : ".ToLowerInvariant()";
                return Ps.Code.of(text(argument(function, 0, 1)), change);
            }
            case "substr" -> {
                return substr(function);
            }
            case "sprintf" -> {
                return new AwkFormat(state, expressions).format(function.arguments());
            }
            default -> throw state.beyond();
        }
    }

    private Ps.Expr substr(Awk.Function function) throws Refused {
        Awk.Expr value = argument(function, 0, 3);
        Awk.Expr from = argument(function, 1, 3);
        boolean open = function.arguments().size() == 2;
        boolean known = from instanceof Awk.Num first
                && first.text().matches("[1-9][0-9]{0,4}")
                && (open
                        || (function.arguments().get(2) instanceof Awk.Num count
                                && count.text().matches("[0-9]{1,5}")));
        if (!known) {
            return open
                    ? state.call("awksub", expressions.string(value), wrapped(from))
                    : state.call(
                            "awksub",
                            expressions.string(value),
                            wrapped(from),
                            wrapped(function.arguments().get(2)));
        }
        String first = ((Awk.Num) from).text();
        String before = first.equals("1") ? "" : ".{" + (Integer.parseInt(first) - 1) + "}";
        String count = open ? ".*" : ".{0," + ((Awk.Num) function.arguments().get(2)).text() + "}";
        return Ps.Code.of(
                "[regex]::Match(", expressions.string(value), ", '^" + before + "(" + count + ")').Groups[1].Value");
    }

    private String array(Awk.Function function) throws Refused {
        if (argument(function, 1, 3) instanceof Awk.Var array) {
            return state.variable(array.name());
        }
        throw state.beyond();
    }

    /** The statements that split a text into an array. */
    Ps.Expr split(Awk.Function function) throws Refused {
        String array = array(function);
        Ps.Expr value = expressions.string(expressions.pure(argument(function, 0, 3)));
        String separator = function.arguments().size() == 3
                ? expressions.pattern(function.arguments().get(2))
                : state.fieldSeparator();
        boolean literal =
                function.arguments().size() == 3 && function.arguments().get(2) instanceof Awk.Regex;
        Ps.Expr parts = literal ? state.splitBy(value, separator) : state.split(value, separator);
        return Ps.Code.of(
                "$t = ",
                parts,
                "; " + array + ".Clear(); for ($k = 0; $k -lt $t.Count; $k++) { " + array
                        + "[[string]($k + 1)] = $t[$k] }");
    }

    /** {@code match}, {@code sub} and {@code gsub} as a question: whether anything matched. */
    Ps.Expr test(Awk.Function function) throws Refused {
        if (function.name().equals("match")) {
            PosixRegex.Converted regex =
                    PosixRegex.convert(expressions.pattern(argument(function, 1, 2)), PosixRegex.Dialect.EXTENDED);
            if (!regex.sameExtent()) {
                throw state.beyond();
            }
            return Ps.Code.of(
                    "($m = [regex]::Match(",
                    expressions.string(argument(function, 0, 2)),
                    ", ",
                    new Ps.Str(regex.text()),
                    ")).Success");
        }
        Ps.Expr subject = target(function);
        String regex = PosixRegex.convert(expressions.pattern(argument(function, 0, 3)), PosixRegex.Dialect.EXTENDED)
                .text();
        return Ps.Code.of(
                "$(if (",
                new Ps.Joined(List.of(subject)),
                " -cmatch ",
                new Ps.Str(regex),
                ") { ",
                substitution(function),
                "; $true })");
    }

    private Ps.Expr target(Awk.Function function) throws Refused {
        if (function.arguments().size() < 3) {
            argument(function, 1, 2);
            return state.record();
        }
        Awk.Expr target = expressions.pure(argument(function, 2, 3));
        if (target instanceof Awk.Var || target instanceof Awk.Element || target instanceof Awk.Field) {
            return expressions.raw(target);
        }
        throw state.beyond();
    }

    /** The statements of {@code sub} and {@code gsub}. */
    Ps.Expr substitution(Awk.Function function) throws Refused {
        String pattern = expressions.pattern(argument(function, 0, 3));
        PosixRegex.Converted regex = PosixRegex.convert(pattern, PosixRegex.Dialect.EXTENDED);
        boolean global = function.name().equals("gsub");
        if (!regex.sameExtent()
                || (global
                        && PosixRegex.mayBeEmpty(regex.text())
                        && !regex.text().startsWith("^"))
                || !(argument(function, 1, 3) instanceof Awk.Str replacement)) {
            throw state.beyond();
        }
        Ps.Expr subject = target(function);
        boolean record = subject.equals(state.record());
        Ps.Expr text = record ? subject : Ps.Code.of("[string]", subject);
        Ps.Str by = new Ps.Str(replacement(replacement.text()));
        Ps.Expr changed = global
                ? Ps.Code.of("(", text, ") -creplace ", new Ps.Str(regex.text()), ", ", by)
                : Ps.Code.of("([regex]", new Ps.Str(regex.text()), ").Replace(", text, ", ", by, ", 1)");
        if (record && global) {
            changed = Ps.Code.of(text, " -creplace ", new Ps.Str(regex.text()), ", ", by);
        }
        Ps.Expr assigned = Ps.Code.of(subject, " = ", changed);
        if (record) {
            return Ps.Code.of(assigned, state.recordChanged());
        }
        if (function.arguments().get(2) instanceof Awk.Field) {
            // Only where something was replaced is the line made anew, and only where there is such a field.
            if (PosixRegex.mayBeEmpty(regex.text())) {
                throw state.beyond();
            }
            return Ps.Code.of(
                    "if (",
                    subject,
                    " -cmatch ",
                    new Ps.Str(regex.text()),
                    ") { ",
                    assigned,
                    state.fieldChanged() + " }");
        }
        return assigned;
    }

    private String replacement(String text) throws Refused {
        if (text.indexOf('\n') >= 0) {
            throw state.beyond();
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                if (i + 1 >= text.length() || text.charAt(i + 1) != '&') {
                    throw state.beyond();
                }
                out.append('&');
                i++;
            } else {
                out.append(c == '&' ? "$&" : c == '$' ? "$$" : String.valueOf(c));
            }
        }
        return out.toString();
    }
}
