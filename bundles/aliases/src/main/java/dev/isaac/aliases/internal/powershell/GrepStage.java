package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.block;
import static dev.isaac.aliases.internal.powershell.Build.command;
import static dev.isaac.aliases.internal.powershell.Build.each;
import static dev.isaac.aliases.internal.powershell.Build.str;
import static dev.isaac.aliases.internal.powershell.Build.where;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code grep}, {@code egrep} and {@code fgrep}. */
final class GrepStage implements StageTranslator {

    private static final String[] OPTIONS = {
        "-i",
        "-v",
        "-n",
        "-c",
        "-l",
        "-L",
        "-o",
        "-q",
        "-w",
        "-x",
        "-F",
        "-E",
        "-G",
        "-P",
        "-e",
        "-r",
        "-h",
        "-H",
        "-A",
        "-B",
        "-C",
        "-m",
        "-s",
        "-a",
        "--include",
        "--exclude",
        "--color"
    };

    /** What is looked for. */
    private record Wanted(Ps.Expr pattern, boolean sameExtent, boolean ignoreCase, boolean inverted) {

        /** The test of a line. */
        Ps.Expr test(String line) {
            String operator = (inverted
                    ? "-" + (ignoreCase ? "i" : "c") + "notmatch "
                    : "-" + (ignoreCase ? "i" : "c") + "match ");
            return Ps.Code.of(line + " " + operator, pattern);
        }

        Ps.Command filter() {
            return where(test("$_"));
        }
    }

    @Override
    public boolean reads(Flow flow, Call call) {
        return flow == Flow.PROCESSES && ProcessStages.canFilter(call);
    }

    @Override
    public Stage translate(Call call, Context context) throws Refused {
        call.allow(OPTIONS);
        if (context.input() == Flow.PROCESSES) {
            return ProcessStages.filter(call, context);
        }
        List<Value> operands = new ArrayList<>(call.operands());
        Wanted wanted = wanted(call, operands);
        if (call.has("-s")) {
            throw Refused.option("grep", "-s");
        }
        String color = call.text("--color").orElse("auto");
        if (!List.of("auto", "never", "always").contains(color)) {
            throw Refused.option("grep", "--color=" + color);
        }
        long modes = call.names().stream()
                .filter(List.of("-c", "-l", "-L", "-o", "-q")::contains)
                .count();
        boolean around = call.has("-A") || call.has("-B") || call.has("-C");
        if (modes > 1
                || (around && (modes > 0 || call.has("-n") || call.has("-m")))
                || (call.has("-n") && modes > 0 && !call.has("-o"))) {
            throw new Refused("alias.option", "These options of grep have no faithful translation together.");
        }
        if (call.has("-r")) {
            return recursive(call, operands, wanted, context);
        }
        if (call.has("--include") || call.has("--exclude")) {
            throw Refused.option("grep without -r", "--include");
        }
        if (call.has("-l") || call.has("-L")) {
            return names(call, operands, wanted, context);
        }
        boolean several = operands.size() > 1 || operands.stream().anyMatch(Value::isGlob);
        if (call.has("-q")) {
            if (several || call.has("-m")) {
                throw Refused.operands("grep -q", "several files");
            }
            List<Ps.Element> all = Source.then(
                    Source.lines(call, context, operands), wanted.filter(), command("Select-Object", "-First", 1));
            return new Stage(
                    all,
                    Flow.NOTHING,
                    Optional.empty(),
                    Stage.Success.UNKNOWN,
                    Optional.of(Ps.Code.of(Build.list(all), ".Count -gt 0")),
                    "");
        }
        if (several || call.has("-H")) {
            return labelled(call, operands, wanted, context);
        }
        List<Ps.Element> elements = new ArrayList<>(Source.lines(call, context, operands));
        elements.addAll(lines(call, wanted, ""));
        return Stage.text(elements).success(Stage.Success.UNKNOWN);
    }

    /** What is done with the lines of one file; {@code label} is code within a string. */
    private static List<Ps.Element> lines(Call call, Wanted wanted, String label) throws Refused {
        List<Ps.Element> elements = new ArrayList<>();
        if (call.has("-A") || call.has("-B") || call.has("-C")) {
            if (!label.isEmpty()) {
                throw Refused.option("grep in several files", "-A, -B or -C");
            }
            elements.add(around(call, wanted));
            return elements;
        }
        boolean numbered = call.has("-n");
        if (call.has("-o")) {
            if (wanted.inverted() || !wanted.sameExtent()) {
                throw new Refused("alias.regex", "grep -o with this expression is not proven to give the same text.");
            }
            Ps.Code found = Ps.Code.of(
                    "[regex]::Matches($_, ", wanted.pattern(), wanted.ignoreCase() ? ", 'IgnoreCase')" : ")");
            if (numbered) {
                elements.add(command(
                        "ForEach-Object",
                        "{ $n = 0 }",
                        Ps.Code.of("{ $n++; foreach ($m in ", found, ") { \"" + label + "${n}:$($m.Value)\" } }")));
            } else if (label.isEmpty()) {
                elements.add(each(found));
                elements.add(command("ForEach-Object", "Value"));
            } else {
                elements.add(each("foreach ($m in ", found, ") { \"" + label + "$($m.Value)\" }"));
            }
        } else if (numbered) {
            elements.add(command(
                    "ForEach-Object",
                    "{ $n = 0 }",
                    Ps.Code.of("{ $n++; if (", wanted.test("$_"), ") { \"" + label + "${n}:$_\" } }")));
        } else {
            elements.add(wanted.filter());
            if (!label.isEmpty() && !call.has("-c")) {
                elements.add(each("\"" + label + "$_\""));
            }
        }
        Optional<String> most = call.text("-m");
        if (most.isPresent()) {
            if (call.has("-o")) {
                throw Refused.option("grep -o", "-m");
            }
            elements.add(command("Select-Object", "-First", Source.number(call, most.get())));
        }
        if (call.has("-c")) {
            elements.add(command("Measure-Object"));
            elements.add(label.isEmpty() ? command("ForEach-Object", "Count") : each("\"" + label + "$($_.Count)\""));
        }
        return elements;
    }

    private static Ps.Element around(Call call, Wanted wanted) throws Refused {
        int both = Source.number(call, call.text("-C").orElse("0"));
        int after = call.has("-A") ? Source.number(call, call.text("-A").orElse("")) : both;
        int before = call.has("-B") ? Source.number(call, call.text("-B").orElse("")) : both;
        return block(
                "$l = @($input); $e = -1; for ($i = 0; $i -lt $l.Count; $i++) { if (",
                wanted.test("$l[$i]"),
                ") { $s = [Math]::Max($e + 1, $i - " + before
                        + "); if ($e -ge 0 -and $s -gt $e + 1) { '--' }; for ($j = $s; $j -le" + " [Math]::Min($i + "
                        + after + ", $l.Count - 1); $j++) { $l[$j]; $e = $j } } }");
    }

    private static Stage labelled(Call call, List<Value> operands, Wanted wanted, Context context) throws Refused {
        if (context.piped() || operands.isEmpty()) {
            throw Refused.operands("grep", "names of files where there are none");
        }
        boolean glob = operands.stream().anyMatch(Value::isGlob);
        String label = call.has("-h") ? "" : "${f}:";
        List<Ps.Element> inner = new ArrayList<>();
        inner.add(Source.read(context, Ps.Code.of("$f")));
        inner.addAll(lines(call, wanted, label));
        Ps.Expr files = files(operands, context);
        if (glob) {
            context.note(
                    "Files come in the order of Windows, their names are printed even where only one matches, and folders give errors.");
        }
        return Stage.text(Build.evaluate(files), each("$f = $_; ", Ps.Script.of(new Ps.Pipeline(inner))))
                .success(Stage.Success.UNKNOWN);
    }

    private static Ps.Expr files(List<Value> operands, Context context) throws Refused {
        if (operands.size() == 1 && operands.get(0).isGlob()) {
            return Names.matching(operands.get(0), context);
        }
        return context.values().paths(operands);
    }

    private static Stage names(Call call, List<Value> operands, Wanted wanted, Context context) throws Refused {
        if (context.piped() || operands.isEmpty() || call.has("-m")) {
            throw Refused.operands("grep -l", "no files");
        }
        if (operands.stream().anyMatch(Value::isGlob)) {
            context.note("Files come in the order of Windows, and folders give errors.");
        }
        String not = call.has("-L") ? "-eq 0" : "-gt 0";
        List<Ps.Element> inner =
                List.of(Source.read(context, Ps.Code.of("$_")), wanted.filter(), command("Select-Object", "-First", 1));
        return Stage.text(Build.evaluate(files(operands, context)), where(Build.list(inner), ".Count " + not))
                .success(Stage.Success.UNKNOWN);
    }

    private static Stage recursive(Call call, List<Value> operands, Wanted wanted, Context context) throws Refused {
        if (operands.size() > 1 || context.piped()) {
            throw Refused.operands("grep -r", "it is translated with one folder");
        }
        Value start = operands.isEmpty() ? Value.of(".") : operands.get(0);
        if (start.isGlob()) {
            throw Refused.operands("grep -r", "a pattern for the folder");
        }
        List<Ps.Element> elements = new ArrayList<>();
        elements.add(
                command("Get-ChildItem", "-LiteralPath", context.values().path(start), "-Recurse", "-Force", "-File"));
        for (Value include : call.values("--include")) {
            elements.add(where("$_.Name -clike ", str(FindStage.pattern(call, include))));
        }
        for (Value exclude : call.values("--exclude")) {
            elements.add(where("$_.Name -cnotlike ", str(FindStage.pattern(call, exclude))));
        }
        if (call.values("--include").size() > 1) {
            throw Refused.option("grep", "--include more than once");
        }
        context.note("Files come in the order of Windows, and binary files are searched as text.");
        Ps.Expr printed = Names.printed("$_.FullName", start, context);
        if (operands.isEmpty()) {
            printed = Ps.Code.of(printed, ".Substring(2)");
        }
        Ps.Code file = Ps.Code.of("$_.FullName");
        if (call.has("-q")) {
            throw Refused.option("grep -r", "-q");
        }
        if (call.has("-l") || call.has("-L")) {
            List<Ps.Element> inner =
                    List.of(Source.read(context, file), wanted.filter(), command("Select-Object", "-First", 1));
            elements.add(where(Build.list(inner), ".Count " + (call.has("-L") ? "-eq 0" : "-gt 0")));
            elements.add(each(printed));
            return Stage.text(elements).success(Stage.Success.UNKNOWN);
        }
        List<Ps.Element> inner = new ArrayList<>();
        inner.add(Source.read(context, file));
        inner.addAll(lines(call, wanted, call.has("-h") ? "" : "${f}:"));
        elements.add(
                call.has("-h")
                        ? each(Ps.Script.of(new Ps.Pipeline(inner)))
                        : each("$f = ", printed, "; ", Ps.Script.of(new Ps.Pipeline(inner))));
        return Stage.text(elements).success(Stage.Success.UNKNOWN);
    }

    private static Wanted wanted(Call call, List<Value> operands) throws Refused {
        List<Value> patterns = new ArrayList<>(call.values("-e"));
        if (patterns.isEmpty()) {
            if (operands.isEmpty()) {
                throw Refused.operands(call.name(), "no pattern");
            }
            patterns.add(operands.remove(0));
        }
        Optional<String> only = patterns.get(0).text();
        boolean fixed = call.has("-F") || call.name().equals("fgrep");
        if (only.isEmpty()) {
            if (patterns.size() == 1 && fixed && !call.has("-w") && !call.has("-x")) {
                return new Wanted(
                        Ps.Code.of("[regex]::Escape(", variable(patterns.get(0)), ")"),
                        true,
                        call.has("-i"),
                        call.has("-v"));
            }
            throw new Refused(
                    "alias.regex",
                    "An expression with a value inside, " + patterns.get(0).typed() + ", cannot be translated.",
                    "grep -F");
        }
        if (fixed && (call.has("-E") || call.has("-P"))) {
            throw Refused.option("grep -F", "with another dialect");
        }
        boolean same = patterns.size() == 1;
        List<String> converted = new ArrayList<>();
        for (Value value : patterns) {
            String text = value.text().orElse(null);
            if (text == null) {
                throw new Refused("alias.regex", "An expression with a value inside cannot be translated.");
            }
            if (fixed) {
                if (text.indexOf('\n') >= 0) {
                    throw new Refused("alias.regex", "A pattern with line breaks has no faithful translation.");
                }
                converted.add(PosixRegex.literal(text));
            } else {
                PosixRegex.Converted regex = PosixRegex.convert(text, dialect(call));
                same &= regex.sameExtent();
                converted.add(regex.text());
            }
        }
        String regex = converted.size() == 1 ? converted.get(0) : "(?:" + String.join(")|(?:", converted) + ")";
        if (call.has("-w")) {
            same &= !regex.contains("|");
            regex = "(?<![A-Za-z0-9_])(?:" + regex + ")(?![A-Za-z0-9_])";
        }
        if (call.has("-x")) {
            regex = "^(?:" + regex + ")$";
        }
        boolean empty = PosixRegex.mayBeEmpty(regex);
        return new Wanted(str(regex), same && !empty, call.has("-i"), call.has("-v"));
    }

    private static Ps.Expr variable(Value value) throws Refused {
        List<Ps.Expr> parts = new ArrayList<>();
        for (Value.Piece piece : value.pieces()) {
            if (piece instanceof Value.Text text) {
                parts.add(str(text.text()));
            } else if (piece instanceof Value.Variable variable) {
                parts.add(PsValues.variable(variable.name()));
            } else {
                throw Refused.operands("grep", value.typed());
            }
        }
        return new Ps.Joined(parts);
    }

    private static PosixRegex.Dialect dialect(Call call) throws Refused {
        Map<String, PosixRegex.Dialect> known = Map.of(
                "-E", PosixRegex.Dialect.EXTENDED, "-P", PosixRegex.Dialect.PERL, "-G", PosixRegex.Dialect.BASIC);
        List<String> given = call.names().stream().filter(known::containsKey).toList();
        if (given.size() > 1) {
            throw Refused.option("grep " + given.get(0), given.get(1));
        }
        if (call.name().equals("egrep")) {
            return PosixRegex.Dialect.EXTENDED;
        }
        return given.isEmpty() ? PosixRegex.Dialect.BASIC : known.getOrDefault(given.get(0), PosixRegex.Dialect.BASIC);
    }
}
