package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.block;
import static dev.isaac.aliases.internal.powershell.Build.command;
import static dev.isaac.aliases.internal.powershell.Build.each;
import static dev.isaac.aliases.internal.powershell.Build.str;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands that take and give lines: {@code cat}, {@code head}, {@code tail}, {@code uniq}, {@code wc} and their kin. */
final class LineStages {

    private LineStages() {}

    static Map<String, StageTranslator> all() {
        return Map.ofEntries(
                Map.entry("cat", LineStages::cat),
                Map.entry("head", new Ends(true)),
                Map.entry("tail", new Ends(false)),
                Map.entry("uniq", LineStages::uniq),
                Map.entry("wc", new WordCount()),
                Map.entry("tac", LineStages::tac),
                Map.entry("rev", LineStages::rev),
                Map.entry("nl", LineStages::nl),
                Map.entry("paste", MergeStages::paste),
                Map.entry("comm", MergeStages::comm),
                Map.entry("join", MergeStages::join),
                Map.entry("column", MergeStages::column),
                Map.entry("tee", LineStages::tee),
                Map.entry("less", LineStages::less));
    }

    private static Stage cat(Call call, Context context) throws Refused {
        call.allow("-n", "-u", "-b", "-s", "-A", "-E", "-T", "-v");
        List<Ps.Element> source = Source.lines(call, context, call.operands());
        List<Ps.Element> steps = new ArrayList<>(source);
        if (call.has("-v") || call.has("-A")) {
            throw Refused.option("cat", call.has("-A") ? "-A" : "-v");
        }
        if (call.has("-s")) {
            steps.add(command(
                    "ForEach-Object",
                    "{ $e = $false }",
                    "{ if ($_.Length -gt 0 -or -not $e) { $_ }; $e = $_.Length -eq 0 }"));
        }
        if (call.has("-T")) {
            steps.add(each("$_ -creplace '\\t', '^I'"));
        }
        if (call.has("-E")) {
            steps.add(each("$_ + '$'"));
        }
        if (call.has("-b")) {
            String blank = call.has("-E") ? "$_.Length -gt 1" : "$_.Length -gt 0";
            steps.add(command(
                    "ForEach-Object",
                    "{ $n = 0 }",
                    "{ if (" + blank + ") { $n++; \"{0,6}`t{1}\" -f $n, $_ } else { $_ } }"));
        } else if (call.has("-n")) {
            steps.add(command("ForEach-Object", "{ $n = 0 }", "{ $n++; \"{0,6}`t{1}\" -f $n, $_ }"));
        }
        if (steps.size() > source.size()) {
            return Stage.text(steps);
        }
        return Stage.text(source.isEmpty() ? List.of(each("$_")) : source);
    }

    private static Stage uniq(Call call, Context context) throws Refused {
        call.allow("-c", "-d", "-u", "-i", "-f", "-s", "-w");
        if (call.has("-f") || call.has("-s") || call.has("-w")) {
            return uniqByKey(call, context);
        }
        if (call.operands().size() > 1) {
            throw Refused.operands("uniq", "the second file would be overwritten");
        }
        String test = call.has("-d") ? "$n -gt 1" : call.has("-u") ? "$n -eq 1" : "$n -gt 0";
        if (call.has("-d") && call.has("-u")) {
            throw Refused.option("uniq -d", "-u");
        }
        String shown = call.has("-c") ? "'{0,7} {1}' -f $n, $p" : "$p";
        String same = call.has("-i") ? "$x.Equals($p, [StringComparison]::OrdinalIgnoreCase)" : "$x.Equals($p)";
        String give = "if (" + test + ") { " + shown + " }";
        return Stage.text(Source.then(
                Source.lines(call, context, call.operands()),
                block("$p = ''; $n = 0; foreach ($x in $input) { if ($n -gt 0 -and " + same + ") { $n++ } else { "
                        + give + "; $p = $x; $n = 1 } }; " + give)));
    }

    /** Lines of which only a part is compared. */
    private static Stage uniqByKey(Call call, Context context) throws Refused {
        if (call.operands().size() > 1 || (call.has("-d") && call.has("-u"))) {
            throw Refused.operands("uniq", "these options together");
        }
        int fields = Source.number(call, call.text("-f").orElse("0"));
        int skipped = Source.number(call, call.text("-s").orElse("0"));
        String most =
                call.has("-w") ? "{0," + Source.number(call, call.text("-w").orElse("")) + "}" : "*";
        String key = "[regex]::Match($x, '^(?:[ \\t]*[^ \\t]+){0," + fields + "}.{0," + skipped + "}(." + most
                + ")').Groups[1].Value";
        String test = call.has("-d") ? "$n -gt 1" : call.has("-u") ? "$n -eq 1" : "$n -gt 0";
        String shown = call.has("-c") ? "'{0,7} {1}' -f $n, $p" : "$p";
        String same = call.has("-i") ? "$y.Equals($k, [StringComparison]::OrdinalIgnoreCase)" : "$y.Equals($k)";
        String give = "if (" + test + ") { " + shown + " }";
        return Stage.text(Source.then(
                Source.lines(call, context, call.operands()),
                block("$p = ''; $k = ''; $n = 0; foreach ($x in $input) { $y = " + key + "; if ($n -gt 0 -and " + same
                        + ") { $n++ } else { " + give + "; $p = $x; $k = $y; $n = 1 } }; " + give)));
    }

    private static Stage tac(Call call, Context context) throws Refused {
        call.allow();
        if (call.operands().size() > 1) {
            throw Refused.operands("tac", "several files, each of which it would turn on its own");
        }
        return Stage.text(Source.then(
                Source.lines(call, context, call.operands()), block("$l = @($input); [Array]::Reverse($l); $l")));
    }

    private static Stage rev(Call call, Context context) throws Refused {
        call.allow();
        return Stage.text(Source.then(
                Source.lines(call, context, call.operands()),
                each("$c = $_.ToCharArray(); [Array]::Reverse($c); -join $c")));
    }

    private static Stage nl(Call call, Context context) throws Refused {
        call.allow("-b", "-n", "-w", "-s", "-v", "-i");
        String which = call.text("-b").orElse("t");
        int width = Source.number(call, call.text("-w").orElse("6"));
        String separator = call.text("-s").orElse("\t");
        int first = Source.number(call, call.text("-v").orElse("1"));
        int step = Source.number(call, call.text("-i").orElse("1"));
        String form = call.text("-n").orElse("rn");
        String place =
                switch (form) {
                    case "rn" -> "{0," + width + "}";
                    case "ln" -> "{0,-" + width + "}";
                    case "rz" -> "{0:" + "0".repeat(Math.min(width, 40)) + "}";
                    default -> throw Refused.option("nl", "-n " + form);
                };
        if ((!which.equals("a") && !which.equals("t")) || width == 0 || width > 40) {
            throw Refused.option("nl", "-b " + which);
        }
        Ps.Expr format = str(place + separator.replace("{", "{{").replace("}", "}}") + "{1}");
        String before = step == 1 ? "{ $n = " + (first - 1) + " }" : "{ $n = " + (first - step) + " }";
        String count = step == 1 ? "$n++; " : "$n += " + step + "; ";
        Ps.Expr each = which.equals("a")
                ? Ps.Code.of("{ " + count, format, " -f $n, $_ }")
                : Ps.Code.of(
                        "{ if ($_.Length -gt 0) { " + count,
                        format,
                        " -f $n, $_ } else { ",
                        str(" ".repeat(width + separator.length())),
                        " } }");
        return Stage.text(
                Source.then(Source.lines(call, context, call.operands()), command("ForEach-Object", before, each)));
    }

    private static Stage tee(Call call, Context context) throws Refused {
        call.allow("-a");
        if (call.operands().size() != 1 || call.operands().get(0).isGlob()) {
            throw Refused.operands("tee", "it is translated with one file");
        }
        if (!context.piped()) {
            throw Refused.operands("tee", "it would read what is typed at the terminal");
        }
        if (call.has("-a")) {
            if (!context.modern()) {
                throw Refused.option("tee on Windows PowerShell", "-a");
            }
            // With -Append there is no -LiteralPath in the parameter set.
            return Stage.text(command(
                    "Tee-Object",
                    "-FilePath",
                    context.values().plainPath(call.operands().get(0)),
                    "-Append"));
        }
        if (!context.modern()) {
            context.note("The file is written as UTF-16.");
        }
        return Stage.text(command(
                "Tee-Object",
                "-LiteralPath",
                context.values().path(call.operands().get(0))));
    }

    private static Stage less(Call call, Context context) throws Refused {
        call.allow();
        context.note("It pages forward only.");
        return new Stage(
                Source.then(Source.lines(call, context, call.operands()), command("Out-Host", "-Paging")),
                Flow.NOTHING,
                Optional.empty(),
                Stage.Success.UNKNOWN,
                Optional.empty(),
                "");
    }
}
