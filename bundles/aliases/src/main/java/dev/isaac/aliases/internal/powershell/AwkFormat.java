package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Awk;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code printf} and {@code sprintf} of {@code awk}: a format that is known, as a string with code inside. */
final class AwkFormat {

    private static final Pattern DIRECTIVE =
            Pattern.compile("%(%|([-0+ #]*)([1-9][0-9]{0,2})?(?:\\.([0-9]{1,2}))?([a-zA-Z]))");

    private final AwkState state;
    private final AwkExpressions expressions;

    AwkFormat(AwkState state, AwkExpressions expressions) {
        this.state = state;
        this.expressions = expressions;
    }

    /** The text of a format and its values. */
    Ps.Expr format(List<Awk.Expr> values) throws Refused {
        return new Ps.Joined(parts(values));
    }

    /** The pieces of the text. */
    List<Ps.Expr> parts(List<Awk.Expr> values) throws Refused {
        if (values.isEmpty() || !(values.get(0) instanceof Awk.Str known)) {
            throw state.beyond();
        }
        String format = known.text();
        List<Ps.Expr> parts = new ArrayList<>();
        Matcher matcher = DIRECTIVE.matcher(format);
        int next = 1;
        int at = 0;
        while (matcher.find()) {
            text(format.substring(at, matcher.start()), parts);
            at = matcher.end();
            if (matcher.group(1).equals("%")) {
                parts.add(new Ps.Str("%"));
                continue;
            }
            if (next >= values.size()) {
                throw state.beyond();
            }
            parts.addAll(directive(matcher, values.get(next++)));
        }
        text(format.substring(at), parts);
        if (next < values.size()) {
            throw state.beyond();
        }
        return merged(parts);
    }

    private static List<Ps.Expr> merged(List<Ps.Expr> parts) {
        List<Ps.Expr> all = new ArrayList<>();
        for (Ps.Expr part : parts) {
            int last = all.size() - 1;
            if (last >= 0 && part instanceof Ps.Str text && all.get(last) instanceof Ps.Str before) {
                all.set(last, new Ps.Str(before.value() + text.value()));
            } else {
                all.add(part);
            }
        }
        return all;
    }

    private void text(String text, List<Ps.Expr> parts) throws Refused {
        if (text.indexOf('%') >= 0) {
            throw state.beyond();
        }
        if (!text.isEmpty()) {
            parts.add(new Ps.Str(text));
        }
    }

    private List<Ps.Expr> directive(Matcher directive, Awk.Expr value) throws Refused {
        String flags = directive.group(2) == null ? "" : directive.group(2);
        String width = directive.group(3) == null ? "" : directive.group(3);
        String precision = directive.group(4);
        boolean left = flags.contains("-");
        boolean zero = flags.contains("0") && !left;
        if (flags.replaceAll("[-0]", "").length() > 0) {
            throw state.beyond();
        }
        String place = "{0" + (width.isEmpty() || zero ? "" : "," + (left ? "-" : "") + width);
        switch (directive.group(5)) {
            case "s" -> {
                if (precision != null || zero) {
                    throw state.beyond();
                }
                return width.isEmpty()
                        ? expressions.parts(value)
                        : List.of(Ps.Code.of("'" + place + "}' -f ", operand(expressions.string(value))));
            }
            case "d", "i" -> {
                if (precision != null) {
                    throw state.beyond();
                }
                boolean whole = state.types().of(value) == AwkTypes.Type.INT;
                if (whole && width.isEmpty()) {
                    return List.of(expressions.number(value));
                }
                if (zero && !width.isEmpty()) {
                    state.note("Negative numbers are filled with one zero more.");
                }
                String digits = zero && !width.isEmpty() ? ":" + "0".repeat(Integer.parseInt(width)) : ":0";
                return List.of(Ps.Code.of(
                        "'" + place + digits + "}' -f ",
                        whole
                                ? Ps.Code.of("[double](", expressions.number(value), ")")
                                : Ps.Code.of("[Math]::Truncate([double](", expressions.number(value), "))")));
            }
            case "f" -> {
                if (zero) {
                    throw state.beyond();
                }
                state.note("Numbers halfway between two are rounded away from zero.");
                return List.of(Ps.Code.of(
                        "[string]::Format([Globalization.CultureInfo]::InvariantCulture, '" + place + ":F"
                                + (precision == null ? "6" : precision) + "}', [double](",
                        expressions.number(value),
                        "))"));
            }
            case "x", "X" -> {
                if (precision != null || zero) {
                    throw state.beyond();
                }
                return List.of(Ps.Code.of(
                        "'" + place + ":" + directive.group(5) + "}' -f [long][Math]::Truncate([double](",
                        expressions.number(value),
                        "))"));
            }
            default -> throw state.beyond();
        }
    }

    private Ps.Expr operand(Ps.Expr text) {
        boolean simple = text instanceof Ps.Str || text instanceof Ps.Joined || text.equals(state.record());
        return simple ? text : Ps.Code.of("(", text, ")");
    }
}
