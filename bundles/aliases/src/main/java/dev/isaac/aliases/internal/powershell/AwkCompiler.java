package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles small {@code awk} programs to the three blocks of ForEach-Object: rules with tests of lines, numbers and fields,
 * {@code print}, sums of a field, and what is printed at the end. Everything else is refused.
 */
final class AwkCompiler {

    private static final String NUMERIC = "'^[ \\t]*[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?[ \\t]*$'";
    private static final Map<String, String> COMPARE =
            Map.of("==", "-eq", "!=", "-ne", ">=", "-ge", "<=", "-le", ">", "-gt", "<", "-lt");

    private final String in;
    private final Map<String, String> sums = new HashMap<>();
    private final List<Ps.Expr> process = new ArrayList<>();
    private final List<Ps.Expr> end = new ArrayList<>();
    private int at;
    private String fieldSeparator;
    private String outputSeparator;
    private boolean fields;
    private boolean numbers;
    private boolean seen;
    private boolean inEnd;

    /** The three blocks. */
    record Blocks(Ps.Expr begin, Ps.Expr process, Optional<Ps.Expr> end) {}

    private AwkCompiler(String program, String fieldSeparator, String outputSeparator) {
        this.in = program;
        this.fieldSeparator = fieldSeparator;
        this.outputSeparator = outputSeparator;
    }

    static Blocks compile(String program, String fieldSeparator, String outputSeparator) throws Refused {
        AwkCompiler compiler = new AwkCompiler(program, fieldSeparator, outputSeparator);
        return compiler.run();
    }

    private Refused beyond() {
        return new Refused("alias.awk", "The awk program " + in + " is beyond what has a faithful translation.");
    }

    private Blocks run() throws Refused {
        boolean any = false;
        while (true) {
            space();
            if (at >= in.length()) {
                break;
            }
            rule();
            any = true;
        }
        if (!any || (process.isEmpty() && end.isEmpty())) {
            throw beyond();
        }
        StringBuilder begin = new StringBuilder("{ ");
        begin.append(numbers ? "$n = 0; " : "");
        begin.append(
                seen ? "$seen = New-Object 'Collections.Generic.HashSet[string]' ([StringComparer]::Ordinal); " : "");
        sums.values().forEach(sum -> begin.append(sum).append(" = 0.0; "));
        List<Object> body = new ArrayList<>();
        body.add("{ " + (numbers ? "$n++; " : "") + (fields ? split() : ""));
        String between = "";
        for (Ps.Expr part : process) {
            body.add(between);
            body.add(part);
            between = "; ";
        }
        body.add(" }");
        Optional<Ps.Expr> last = Optional.empty();
        if (!end.isEmpty()) {
            List<Object> code = new ArrayList<>();
            code.add("{ ");
            between = "";
            for (Ps.Expr part : end) {
                code.add(between);
                code.add(part);
                between = "; ";
            }
            code.add(" }");
            last = Optional.of(Ps.Code.of(code.toArray()));
        }
        return new Blocks(Ps.Code.of(begin.append('}').toString()), Ps.Code.of(body.toArray()), last);
    }

    private String split() throws Refused {
        if (fieldSeparator.equals(" ")) {
            return "$f = @($_.Split([char[]]\" `t\", 'RemoveEmptyEntries')); ";
        }
        String regex;
        if (fieldSeparator.length() == 1) {
            if (fieldSeparator.equals("\\")) {
                throw beyond();
            }
            regex = PosixRegex.literal(fieldSeparator);
        } else {
            PosixRegex.Converted converted = PosixRegex.convert(fieldSeparator, PosixRegex.Dialect.EXTENDED);
            if (!converted.sameExtent() || converted.groups() > 0 || PosixRegex.mayBeEmpty(converted.text())) {
                throw beyond();
            }
            regex = converted.text();
        }
        return "$f = @(if ($_.Length -gt 0) { $_ -csplit " + PsWriter.quote(regex) + " }); ";
    }

    private void space() {
        while (at < in.length() && " \t\n;".indexOf(in.charAt(at)) >= 0) {
            at++;
        }
    }

    private void blanks() {
        while (at < in.length() && (in.charAt(at) == ' ' || in.charAt(at) == '\t')) {
            at++;
        }
    }

    private boolean take(String text) {
        if (in.startsWith(text, at)) {
            at += text.length();
            return true;
        }
        return false;
    }

    private boolean word(String text) {
        int after = at + text.length();
        if (in.startsWith(text, at) && (after >= in.length() || !isName(in.charAt(after)))) {
            at = after;
            return true;
        }
        return false;
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void rule() throws Refused {
        if (word("BEGIN")) {
            begin();
            return;
        }
        inEnd = word("END");
        blanks();
        Optional<Ps.Expr> test = Optional.empty();
        if (!inEnd && in.charAt(at) != '{') {
            test = Optional.of(condition());
            blanks();
        }
        List<Ps.Expr> target = inEnd ? end : process;
        List<Ps.Expr> actions = new ArrayList<>();
        if (at < in.length() && in.charAt(at) == '{') {
            at++;
            actions(actions);
        } else if (inEnd) {
            throw beyond();
        } else {
            actions.add(Ps.Code.of("$_"));
        }
        if (test.isEmpty()) {
            target.addAll(actions);
            return;
        }
        List<Object> code = new ArrayList<>(List.of("if (", test.get(), ") { "));
        String between = "";
        for (Ps.Expr action : actions) {
            code.add(between);
            code.add(action);
            between = "; ";
        }
        code.add(" }");
        target.add(Ps.Code.of(code.toArray()));
    }

    private void begin() throws Refused {
        blanks();
        if (!take("{")) {
            throw beyond();
        }
        while (true) {
            space();
            if (take("}")) {
                return;
            }
            boolean output = word("OFS");
            if (!output && !word("FS")) {
                throw beyond();
            }
            blanks();
            if (!take("=")) {
                throw beyond();
            }
            blanks();
            String value = string();
            if (output) {
                outputSeparator = value;
            } else {
                fieldSeparator = value;
            }
        }
    }

    private void actions(List<Ps.Expr> actions) throws Refused {
        while (true) {
            space();
            if (at >= in.length()) {
                throw beyond();
            }
            if (take("}")) {
                return;
            }
            if (word("print")) {
                actions.add(print());
            } else {
                actions.add(sum());
            }
            blanks();
            if (at >= in.length() || "};\n".indexOf(in.charAt(at)) < 0) {
                throw beyond();
            }
        }
    }

    /** {@code name += $1}, {@code name++}. */
    private Ps.Expr sum() throws Refused {
        String name = name();
        if (name.isEmpty() || inEnd) {
            throw beyond();
        }
        String variable = sums.computeIfAbsent(name, n -> "$sum" + (sums.size() + 1));
        blanks();
        if (take("++")) {
            return Ps.Code.of(variable + "++");
        }
        if (!take("+=")) {
            throw beyond();
        }
        blanks();
        if (!take("$")) {
            throw beyond();
        }
        String field = field();
        return Ps.Code.of(
                "if (\"" + field + "\" -match '^[ \\t]*[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?') { "
                        + variable + " += [double]$Matches[0] }");
    }

    private String name() {
        int start = at;
        while (at < in.length() && isName(in.charAt(at)) && (at > start || !Character.isDigit(in.charAt(at)))) {
            at++;
        }
        return in.substring(start, at);
    }

    private Ps.Expr print() throws Refused {
        blanks();
        List<Ps.Expr> parts = new ArrayList<>();
        if (at < in.length() && "};\n".indexOf(in.charAt(at)) >= 0) {
            if (inEnd) {
                throw beyond();
            }
            return Ps.Code.of("$_");
        }
        while (true) {
            parts.add(operand());
            blanks();
            if (take(",")) {
                parts.add(new Ps.Str(outputSeparator));
                blanks();
            } else if (at >= in.length()) {
                throw beyond();
            } else if ("};\n".indexOf(in.charAt(at)) >= 0) {
                break;
            }
        }
        return new Ps.Joined(parts);
    }

    /** One piece of what is printed. */
    private Ps.Expr operand() throws Refused {
        if (at >= in.length()) {
            throw beyond();
        }
        char c = in.charAt(at);
        if (c == '"') {
            return new Ps.Str(string());
        }
        if (c == '$') {
            at++;
            if (inEnd) {
                throw beyond();
            }
            return Ps.Code.of(field(false));
        }
        if (word("NR")) {
            numbers = true;
            return Ps.Code.of("$n");
        }
        if (word("NF")) {
            if (inEnd) {
                throw beyond();
            }
            fields = true;
            return Ps.Code.of("$f.Count");
        }
        if (!inEnd && (take("length($0)") || word("length"))) {
            blanks();
            if (at < in.length() && in.charAt(at) == '(') {
                throw beyond();
            }
            return Ps.Code.of("$_.Length");
        }
        if (!inEnd && (in.startsWith("toupper($", at) || in.startsWith("tolower($", at))) {
            boolean upper = in.charAt(at + 2) == 'u';
            at += "toupper($".length();
            String field = field(false);
            if (!take(")")) {
                throw beyond();
            }
            return Ps.Code.of("([string]" + field + ")." + (upper ? "ToUpperInvariant()" : "ToLowerInvariant()"));
        }
        int start = at;
        String name = name();
        if (inEnd && sums.containsKey(name)) {
            String sum = sums.get(name);
            return Ps.Code.of("if (" + sum + " % 1 -eq 0 -and [Math]::Abs(" + sum + ") -lt 1e15) { '{0:0}' -f " + sum
                    + " } else { " + sum + ".ToString('G6', [Globalization.CultureInfo]::InvariantCulture) }");
        }
        at = start;
        throw beyond();
    }

    private String field() throws Refused {
        return field(true).replace("$f[", "$($f[").replaceAll("]$", "])");
    }

    /** A field behind its dollar, as code. */
    private String field(boolean plain) throws Refused {
        if (word("0")) {
            return "$_";
        }
        fields = true;
        if (word("NF")) {
            return "$f[-1]";
        }
        if (in.startsWith("(NF-", at)) {
            int close = in.indexOf(')', at);
            String back = close < 0 ? "" : in.substring(at + 4, close);
            if (plain || !back.matches("[1-9]")) {
                throw beyond();
            }
            at = close + 1;
            int places = Integer.parseInt(back);
            return "$(if ($f.Count -gt " + places + ") { $f[" + (-places - 1) + "] } elseif ($f.Count -eq " + places
                    + ") { $_ })";
        }
        int start = at;
        while (at < in.length() && Character.isDigit(in.charAt(at))) {
            at++;
        }
        String digits = in.substring(start, at);
        if (!digits.matches("[1-9][0-9]{0,2}")
                || (at < in.length() && (isName(in.charAt(at)) || in.charAt(at) == '+'))) {
            throw beyond();
        }
        return "$f[" + (Integer.parseInt(digits) - 1) + "]";
    }

    private String string() throws Refused {
        if (!take("\"")) {
            throw beyond();
        }
        StringBuilder text = new StringBuilder();
        while (at < in.length()) {
            char c = in.charAt(at++);
            if (c == '"') {
                return text.toString();
            }
            if (c == '\\' && at < in.length()) {
                char next = in.charAt(at++);
                switch (next) {
                    case 'n' -> throw beyond();
                    case 't' -> text.append('\t');
                    case '"', '\\', '/' -> text.append(next);
                    default -> throw beyond();
                }
            } else {
                text.append(c);
            }
        }
        throw beyond();
    }

    private Ps.Expr condition() throws Refused {
        List<Object> code = new ArrayList<>();
        code.add(test());
        String joined = "";
        while (true) {
            blanks();
            String operator = take("&&") ? " -and " : take("||") ? " -or " : "";
            if (operator.isEmpty()) {
                return Ps.Code.of(code.toArray());
            }
            // PowerShell gives both operators the same precedence, awk does not.
            if (!joined.isEmpty() && !joined.equals(operator)) {
                throw beyond();
            }
            joined = operator;
            blanks();
            code.add(operator);
            code.add(test());
        }
    }

    private Ps.Expr test() throws Refused {
        if (in.startsWith("!seen[$0]++", at) || in.matches("(?s).{" + at + "}![a-z]\\[\\$0]\\+\\+.*")) {
            at = in.indexOf("++", at) + 2;
            seen = true;
            return Ps.Code.of("$seen.Add($_)");
        }
        boolean negated = take("!");
        if (take("/")) {
            return match("$_", negated);
        }
        if (negated) {
            throw beyond();
        }
        if (word("NR")) {
            numbers = true;
            return number("$n");
        }
        if (word("NF")) {
            fields = true;
            return number("$f.Count");
        }
        if (take("length($0)") || take("length()")) {
            return number("$_.Length");
        }
        if (take("$")) {
            return fieldTest();
        }
        throw beyond();
    }

    private Ps.Expr fieldTest() throws Refused {
        String field = field(true);
        String value = field.equals("$_") ? "$_" : "[string]" + field;
        blanks();
        boolean not = in.startsWith("!~", at);
        if (take("!~") || take("~")) {
            blanks();
            if (!take("/")) {
                throw beyond();
            }
            return match("(" + value + ")", not);
        }
        String operator = operator();
        blanks();
        if (at < in.length() && in.charAt(at) == '"') {
            String text = string();
            if (!operator.equals("==") && !operator.equals("!=")) {
                throw beyond();
            }
            return Ps.Code.of(
                    (operator.equals("==") ? "" : "-not ") + "(" + value + ").Equals(", new Ps.Str(text), ")");
        }
        String constant = constant();
        String compare = COMPARE.getOrDefault(operator, "");
        if (field.equals("$f[-1]") || field.equals("$_")) {
            throw beyond();
        }
        int place = Integer.parseInt(field.substring(3, field.length() - 1)) + 1;
        return Ps.Code.of(
                "(& { $v = if ($f.Count -ge " + place + ") { " + field + " } else { '0' }; if ($v -match " + NUMERIC
                        + ") { [double]$v " + compare + " " + constant + " } else { [string]::CompareOrdinal($v, '"
                        + constant + "') " + compare
                        + " 0 } })");
    }

    private Ps.Expr match(String value, boolean negated) throws Refused {
        StringBuilder pattern = new StringBuilder();
        while (at < in.length() && in.charAt(at) != '/') {
            if (in.charAt(at) == '\\' && at + 1 < in.length()) {
                at++;
                if (in.charAt(at) == 't') {
                    pattern.append('\t');
                    at++;
                    continue;
                }
                if (in.charAt(at) != '/') {
                    pattern.append('\\');
                }
            } else if (in.charAt(at) == '[') {
                // Whether a slash ends the expression inside brackets differs between versions of awk.
                int close = in.indexOf(']', at + 2);
                if (close < 0 || in.substring(at, close).matches("(?s).*[/\\\\].*")) {
                    throw beyond();
                }
            }
            pattern.append(in.charAt(at++));
        }
        if (!take("/")) {
            throw beyond();
        }
        String regex = PosixRegex.convert(pattern.toString(), PosixRegex.Dialect.EXTENDED)
                .text();
        return Ps.Code.of(value + (negated ? " -cnotmatch " : " -cmatch "), new Ps.Str(regex));
    }

    private Ps.Expr number(String value) throws Refused {
        blanks();
        if (at >= in.length() || "{&|".indexOf(in.charAt(at)) >= 0) {
            return Ps.Code.of(value + " -ne 0");
        }
        String left = value;
        if (take("%")) {
            blanks();
            left = value + " % " + constant();
            blanks();
            if (at >= in.length() || "{&|".indexOf(in.charAt(at)) >= 0) {
                return Ps.Code.of(left + " -ne 0");
            }
        }
        String operator = operator();
        blanks();
        return Ps.Code.of(left + " " + COMPARE.getOrDefault(operator, "") + " " + constant());
    }

    private String operator() throws Refused {
        for (String operator : List.of("==", "!=", ">=", "<=", ">", "<")) {
            if (take(operator)) {
                return operator;
            }
        }
        throw beyond();
    }

    private String constant() throws Refused {
        int start = at;
        while (at < in.length() && (Character.isDigit(in.charAt(at)) || in.charAt(at) == '.')) {
            at++;
        }
        String text = in.substring(start, at);
        if (!text.matches("0|[1-9][0-9]{0,8}|(0|[1-9][0-9]{0,5})\\.[0-9]{0,5}[1-9]")
                || (at < in.length() && isName(in.charAt(at)))) {
            throw beyond();
        }
        return text;
    }
}
