package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import dev.isaac.aliases.internal.shell.Awk;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What is known and what was needed while a program of {@code awk} is translated. One for each program. */
final class AwkState {

    private static final String LOOKS = "'^[ \\t]*[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?[ \\t]*$'";
    private static final Map<String, String> FUNCTIONS = Map.of(
            "awknum",
            "function awknum($v) { if ($v -isnot [string]) { 0 + $v } elseif ($v -match"
                    + " '^[ \\t]*[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?') { [double]$Matches[0].Trim() } else { 0 } }; ",
            "awkstr",
            "function awkstr($v) { if ($null -eq $v -or $v -is [string]) { [string]$v } elseif ($v % 1 -eq 0 -and [Math]::Abs($v) -lt"
                    + " 1e15) { '{0:0}' -f $v } else { $v.ToString('G6', [Globalization.CultureInfo]::InvariantCulture).ToLowerInvariant() } }; ",
            "awkis",
            "function awkis($v) { $v -isnot [string] -or $v -match " + LOOKS + " }; ",
            "awkcmp",
            "function awkcmp($a, $b) { if ((awkis $a) -and (awkis $b)) { ([double](awknum $a)).CompareTo([double](awknum $b)) } else"
                    + " { [string]::CompareOrdinal((awkstr $a), (awkstr $b)) } }; ",
            "awktrue",
            "function awktrue($v) { if (awkis $v) { (awknum $v) -ne 0 } else { $v.Length -gt 0 } }; ",
            "awksub",
            "function awksub([string]$s, $m, $n = 1e9) { $b = [int][Math]::Max(1, $m); $e = [int][Math]::Min($s.Length + 1, $m + $n);"
                    + " if ($e -gt $b) { $s.Substring($b - 1, $e - $b) } else { '' } }; ",
            "awkfield",
            "function awkfield($i) { if ($i -eq 0) { $r } else { $f[$i - 1] } }; ");
    private static final Map<String, List<String>> USES = Map.of(
            "awkcmp", List.of("awkis", "awknum", "awkstr"),
            "awktrue", List.of("awkis", "awknum"));
    private static final Set<String> TAKEN = Set.of(
            "f",
            "r",
            "n",
            "m",
            "t",
            "k",
            "o",
            "fnr",
            "file",
            "ofs",
            "input",
            "args",
            "host",
            "home",
            "pid",
            "pwd",
            "true",
            "false",
            "null",
            "matches",
            "error",
            "this",
            "profile",
            "foreach",
            "switch",
            "sender",
            "event",
            "_",
            "psitem",
            "lastexitcode");

    private final String program;
    private final AwkTypes types;
    private final Consumer<String> notes;
    private final String fieldSeparator;
    private final String outputSeparator;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Set<String> functions = new LinkedHashSet<>();
    private final Set<String> sure = new LinkedHashSet<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private final boolean block;
    private boolean fields;
    private boolean numbers;
    private boolean byFile;

    AwkState(
            String program,
            AwkTypes types,
            Consumer<String> notes,
            String fieldSeparator,
            String outputSeparator,
            boolean block) {
        this.program = program;
        this.types = types;
        this.notes = notes;
        this.fieldSeparator = fieldSeparator;
        this.outputSeparator = outputSeparator;
        this.block = block;
        Set<String> used = new LinkedHashSet<>();
        for (Set<String> names : List.of(types.names(), types.arrayNames())) {
            for (String name : names) {
                // Names in PowerShell do not tell case apart.
                String chosen = name;
                while (TAKEN.contains(chosen.toLowerCase(Locale.ROOT))
                        || used.contains(chosen.toLowerCase(Locale.ROOT))) {
                    chosen += "_";
                }
                used.add(chosen.toLowerCase(Locale.ROOT));
                variables.put(name, "$" + chosen);
            }
        }
    }

    Refused beyond() {
        return new Refused("alias.awk", "The awk program " + program + " is beyond what has a faithful translation.");
    }

    void note(String difference) {
        notes.accept(difference);
    }

    AwkTypes types() {
        return types;
    }

    String variable(String name) throws Refused {
        String variable = variables.get(name);
        if (variable == null) {
            throw beyond();
        }
        return variable;
    }

    /** The line. */
    Ps.Expr record() {
        return Ps.Code.of(block ? "$r" : "$_");
    }

    Ps.Expr records() {
        numbers = true;
        return Ps.Code.of("$n");
    }

    Ps.Expr recordsOfFile() {
        byFile = true;
        return Ps.Code.of("$fnr");
    }

    Ps.Expr fileName() {
        byFile = true;
        return Ps.Code.of("$file");
    }

    Ps.Expr fieldCount() {
        fields = true;
        return Ps.Code.of("$f.Count");
    }

    void needFields() {
        fields = true;
    }

    boolean usesFields() {
        return fields;
    }

    boolean usesNumbers() {
        return numbers;
    }

    boolean usesFiles() {
        return byFile;
    }

    String outputSeparator() {
        return outputSeparator;
    }

    String fieldSeparator() {
        return fieldSeparator;
    }

    /** A call of a function of our own, which is defined before. */
    Ps.Expr call(String function, Ps.Expr... arguments) {
        functions.addAll(USES.getOrDefault(function, List.of()));
        functions.add(function);
        if (function.equals("awkfield")) {
            fields = true;
        }
        List<Object> code = new java.util.ArrayList<>();
        code.add("(" + function);
        for (Ps.Expr argument : arguments) {
            code.add(" ");
            boolean simple = argument instanceof Ps.Str
                    || argument instanceof Ps.Joined
                    || PsWriter.write(Ps.Script.of(Ps.Pipeline.of(new Ps.Evaluation(argument, List.of()))))
                            .matches("\\$[a-z]+(\\[-?[0-9]+])?|[0-9]+");
            code.add(simple ? argument : Ps.Code.of("(", argument, ")"));
        }
        code.add(")");
        return Ps.Code.of(code.toArray());
    }

    boolean usesFunctions() {
        return !functions.isEmpty();
    }

    String functions() {
        StringBuilder code = new StringBuilder();
        functions.forEach(name -> code.append(FUNCTIONS.get(name)));
        return code.toString();
    }

    /** Marks a variable that is a number from the start. */
    void sure(String name) {
        sure.add(name);
    }

    boolean isSure(String name) {
        return sure.contains(name);
    }

    /** Marks an array that does nothing but tell what came before. */
    void seen(String array) {
        seen.add(array);
    }

    boolean isSeen(String array) {
        return seen.contains(array);
    }

    boolean isSeen(Awk.Unary unary) {
        return unary.value() instanceof Awk.Step step
                && step.target() instanceof Awk.Element element
                && seen.contains(element.array());
    }

    /** What runs when a field was changed. */
    String fieldChanged() {
        fields = true;
        return "; $r = $f -join " + PsWriter.quote(outputSeparator);
    }

    /** What runs when the line was changed. */
    Ps.Expr recordChanged() throws Refused {
        return fields ? Ps.Code.of("; $f = ", split(record(), fieldSeparator)) : Ps.Code.of("");
    }

    /** A text split as fields are. */
    Ps.Expr split(Ps.Expr text, String separator) throws Refused {
        Ps.Expr subject = text.equals(record()) ? text : Ps.Code.of("(", text, ")");
        if (separator.equals(" ")) {
            return Ps.Code.of("@(", subject, ".Split([char[]]\" `t\", 'RemoveEmptyEntries'))");
        }
        if (separator.length() == 1) {
            if (separator.equals("\\")) {
                throw beyond();
            }
            return splitAt(subject, PosixRegex.literal(separator));
        }
        return splitBy(text, separator);
    }

    /** A text split by an expression. */
    Ps.Expr splitBy(Ps.Expr text, String pattern) throws Refused {
        PosixRegex.Converted converted = PosixRegex.convert(pattern, PosixRegex.Dialect.EXTENDED);
        if (!converted.sameExtent() || converted.groups() > 0 || PosixRegex.mayBeEmpty(converted.text())) {
            throw beyond();
        }
        Ps.Expr subject = text.equals(record()) ? text : Ps.Code.of("(", text, ")");
        return splitAt(subject, converted.text());
    }

    private static Ps.Expr splitAt(Ps.Expr subject, String regex) {
        return Ps.Code.of("@(if (", subject, ".Length -gt 0) { ", subject, " -csplit " + PsWriter.quote(regex) + " })");
    }
}
