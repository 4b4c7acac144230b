package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.block;
import static dev.isaac.aliases.internal.powershell.Build.command;
import static dev.isaac.aliases.internal.powershell.Build.each;
import static dev.isaac.aliases.internal.powershell.Build.str;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands that take and give lines: {@code cat}, {@code head}, {@code tail}, {@code uniq}, {@code wc} and their kin. */
final class LineStages {

    private LineStages() {}

    static Map<String, StageTranslator> all() {
        return Map.ofEntries(
                Map.entry("cat", LineStages::cat),
                Map.entry("head", LineStages::head),
                Map.entry("tail", LineStages::tail),
                Map.entry("uniq", LineStages::uniq),
                Map.entry("wc", new WordCount()),
                Map.entry("tac", LineStages::tac),
                Map.entry("rev", LineStages::rev),
                Map.entry("nl", LineStages::nl),
                Map.entry("paste", LineStages::paste),
                Map.entry("tee", LineStages::tee),
                Map.entry("less", LineStages::less));
    }

    private static Stage cat(Call call, Context context) throws Refused {
        call.allow("-n", "-u");
        List<Ps.Element> source = Source.lines(call, context, call.operands());
        if (call.has("-n")) {
            return Stage.text(
                    Source.then(source, command("ForEach-Object", "{ $n = 0 }", "{ $n++; \"{0,6}`t{1}\" -f $n, $_ }")));
        }
        return Stage.text(source.isEmpty() ? List.of(each("$_")) : source);
    }

    private static Stage head(Call call, Context context) throws Refused {
        call.allow("-n", "-q");
        String count = call.text("-n").orElse("10");
        if (call.operands().size() > 1 && count.matches("[1-9][0-9]{0,8}") && !call.has("-q")) {
            return several(call, context, "-TotalCount", Integer.parseInt(count));
        }
        oneFile(call);
        if (count.startsWith("-")) {
            int skipped = Source.number(call, count.substring(1));
            return Stage.text(Source.then(
                    Source.lines(call, context, call.operands()), command("Select-Object", "-SkipLast", skipped)));
        }
        int lines = Source.number(call, count.startsWith("+") ? count.substring(1) : count);
        if (lines == 0) {
            throw Refused.operands("head", "no lines at all");
        }
        List<Ps.Element> source = Source.lines(call, context, call.operands(), "-TotalCount", lines);
        return Stage.text(source.isEmpty() ? List.of(command("Select-Object", "-First", lines)) : source);
    }

    /** Several files, each under its name. */
    private static Stage several(Call call, Context context, String parameter, int lines) throws Refused {
        if (context.piped()
                || call.operands().stream().anyMatch(v -> v.isGlob() || v.text().equals(Optional.of("-")))) {
            throw Refused.operands(call.name(), "several files, one of which is not known");
        }
        return Stage.text(
                        Build.evaluate(context.values().paths(call.operands())),
                        command(
                                "ForEach-Object",
                                "{ $n = 0 }",
                                Ps.Code.of(
                                        "{ if ($n++ -gt 0) { '' }; \"==> $_ <==\"; ",
                                        Ps.Script.of(Ps.Pipeline.of(
                                                Source.read(context, Ps.Code.of("$_"), parameter, lines))),
                                        " }")))
                .success(Stage.Success.UNKNOWN);
    }

    private static void oneFile(Call call) throws Refused {
        boolean glob = call.operands().stream().anyMatch(Value::isGlob);
        if (call.operands().size() > 1 || glob) {
            throw Refused.operands(call.name(), "several files, whose names it would print");
        }
    }

    private static Stage tail(Call call, Context context) throws Refused {
        call.allow("-n", "-f", "-F", "-q");
        String count = call.text("-n").orElse("10");
        if (call.operands().size() > 1
                && count.matches("[1-9][0-9]{0,8}")
                && call.names().stream().allMatch("-n"::equals)) {
            return several(call, context, "-Tail", Integer.parseInt(count));
        }
        oneFile(call);
        boolean from = count.startsWith("+");
        int lines = Source.number(call, count.matches("[-+].*") ? count.substring(1) : count);
        if (call.has("-f") || call.has("-F")) {
            if (from || call.operands().isEmpty()) {
                throw Refused.operands("tail", "it follows a file from its end only");
            }
            context.note("The file is followed by its name and asked once a second.");
            return Stage.text(Source.lines(call, context, call.operands(), "-Tail", lines, "-Wait"))
                    .success(Stage.Success.UNKNOWN);
        }
        if (from) {
            return Stage.text(Source.then(
                    Source.lines(call, context, call.operands()),
                    command("Select-Object", "-Skip", Math.max(0, lines - 1))));
        }
        if (lines == 0) {
            throw Refused.operands("tail", "no lines at all");
        }
        List<Ps.Element> source = Source.lines(call, context, call.operands(), "-Tail", lines);
        return Stage.text(source.isEmpty() ? List.of(command("Select-Object", "-Last", lines)) : source);
    }

    private static Stage uniq(Call call, Context context) throws Refused {
        call.allow("-c", "-d", "-u", "-i");
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
        call.allow("-b");
        String which = call.text("-b").orElse("t");
        String numbered = "$n++; \"{0,6}`t{1}\" -f $n, $_";
        String each;
        if (which.equals("a")) {
            each = "{ " + numbered + " }";
        } else if (which.equals("t")) {
            each = "{ if ($_.Length -gt 0) { " + numbered + " } else { '       ' } }";
        } else {
            throw Refused.option("nl", "-b " + which);
        }
        return Stage.text(Source.then(
                Source.lines(call, context, call.operands()), command("ForEach-Object", "{ $n = 0 }", each)));
    }

    private static Stage paste(Call call, Context context) throws Refused {
        call.allow("-s", "-d");
        String delimiter = call.text("-d").orElse("\t");
        if (!call.has("-s") || delimiter.codePointCount(0, delimiter.length()) != 1 || delimiter.equals("\\")) {
            throw new Refused("alias.option", "paste is translated with -s and one delimiter only.", "paste -sd, FILE");
        }
        if (call.operands().size() > 1) {
            throw Refused.operands("paste", "several files");
        }
        List<Ps.Element> source = Source.lines(call, context, call.operands());
        if (source.isEmpty()) {
            return Stage.text(block("@($input) -join ", str(delimiter)));
        }
        return Stage.text(Build.evaluate(Build.list(source), " -join ", str(delimiter)));
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

    /** {@code wc}: it counts whatever comes in. */
    private static final class WordCount implements StageTranslator {

        @Override
        public boolean reads(Flow flow, Call call) {
            return flow == Flow.FILES && call.names().equals(java.util.Set.of("-l"));
        }

        @Override
        public Stage translate(Call call, Context context) throws Refused {
            call.allow("-l", "-w", "-c");
            if (call.options().size() != 1) {
                throw new Refused("alias.option", "wc is translated with one of -l, -w and -c.", "wc -l");
            }
            if (call.operands().size() > 1 || call.operands().stream().anyMatch(Value::isGlob)) {
                throw Refused.operands("wc", "several files, whose total it would print");
            }
            Optional<Value> file = call.operands().isEmpty()
                    ? context.inputFile()
                    : Optional.of(call.operands().get(0));
            if (call.has("-c")) {
                if (file.isEmpty()) {
                    throw Refused.option("wc in a pipe", "-c");
                }
                return named(
                        call,
                        context,
                        Ps.Code.of(
                                Build.value(command(
                                        "Get-Item",
                                        "-Force",
                                        "-LiteralPath",
                                        context.values().path(file.get()))),
                                ".Length"));
            }
            List<Ps.Element> source = Source.lines(call, context, call.operands());
            if (call.has("-l")) {
                if (source.isEmpty() && context.input() == Flow.FILES) {
                    return Stage.text(command("Measure-Object"), command("ForEach-Object", "Count"));
                }
                context.note("A last line without a line break is counted too.");
                if (source.isEmpty()) {
                    return Stage.text(command("Measure-Object"), command("ForEach-Object", "Count"));
                }
                return named(call, context, Ps.Code.of(Build.list(source), ".Count"));
            }
            if (source.isEmpty()) {
                return Stage.text(command("Measure-Object", "-Word"), command("ForEach-Object", "Words"));
            }
            return named(
                    call,
                    context,
                    Ps.Code.of(
                            Build.value(Source.then(source, command("Measure-Object", "-Word"))
                                    .toArray(Ps.Element[]::new)),
                            ".Words"));
        }

        private static Stage named(Call call, Context context, Ps.Expr count) throws Refused {
            if (call.operands().isEmpty()) {
                return Stage.text(Build.evaluate(count)).success(Stage.Success.UNKNOWN);
            }
            return Stage.text(Build.evaluate(
                            "'{0} {1}' -f ",
                            count, ", ", context.values().string(call.operands().get(0))))
                    .success(Stage.Success.UNKNOWN);
        }
    }
}
