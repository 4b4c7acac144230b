package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.command;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code wc}: it counts whatever comes in. */
final class WordCount implements StageTranslator {

    private static final String LAST = "A last line without a line break is counted too.";

    @Override
    public boolean reads(Flow flow, Call call) {
        return (flow == Flow.FILES || flow == Flow.PROCESSES) && call.names().equals(Set.of("-l"));
    }

    @Override
    public Stage translate(Call call, Context context) throws Refused {
        call.allow("-l", "-w", "-c", "-m", "-L");
        List<String> kinds = new ArrayList<>();
        for (String kind : List.of("-l", "-w", "-m", "-c", "-L")) {
            if (call.has(kind)
                    || (call.options().isEmpty() && List.of("-l", "-w", "-c").contains(kind))) {
                kinds.add(kind);
            }
        }
        if (call.operands().size() > 1 || call.operands().stream().anyMatch(v -> v.isList())) {
            return several(call, kinds, context);
        }
        Optional<Value> file = call.operands().isEmpty()
                ? context.inputFile()
                : Optional.of(call.operands().get(0));
        if (kinds.size() == 1
                && kinds.get(0).equals("-c")
                && file.isPresent()
                && file.get().lines().isEmpty()) {
            return named(call, context, count("-c", context.values().path(file.get()), context));
        }
        List<Ps.Element> source = Source.lines(call, context, call.operands());
        if (kinds.equals(List.of("-l"))) {
            return lines(call, source, context);
        }
        if (kinds.equals(List.of("-w"))) {
            return source.isEmpty()
                    ? Stage.text(command("Measure-Object", "-Word"), command("ForEach-Object", "Words"))
                    : named(
                            call,
                            context,
                            Ps.Code.of(
                                    Build.value(Source.then(source, command("Measure-Object", "-Word"))
                                            .toArray(Ps.Element[]::new)),
                                    ".Words"));
        }
        if (file.isPresent() && file.get().lines().isEmpty()) {
            return several(call, kinds, context);
        }
        context.note("Bytes are counted as UTF-8, with one byte for each line break.");
        return Stage.text(Source.then(source, Build.block("$l = @($input); @(" + piped(kinds) + ") -join ' '")));
    }

    private static Stage lines(Call call, List<Ps.Element> source, Context context) throws Refused {
        if (source.isEmpty() && context.input() != Flow.TEXT) {
            if (context.input() == Flow.PROCESSES) {
                context.note("A heading is no line here.");
            }
            return Stage.text(command("Measure-Object"), command("ForEach-Object", "Count"));
        }
        context.note(LAST);
        return source.isEmpty()
                ? Stage.text(command("Measure-Object"), command("ForEach-Object", "Count"))
                : named(call, context, Ps.Code.of(Build.list(source), ".Count"));
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

    private static String piped(List<String> kinds) {
        List<String> counts = new ArrayList<>();
        for (String kind : kinds) {
            counts.add(
                    switch (kind) {
                        case "-l" -> "$l.Count";
                        case "-w" -> "($l | Measure-Object -Word).Words";
                        case "-L" -> "[int]($l | ForEach-Object Length | Measure-Object -Maximum).Maximum";
                        case "-m" -> "[long]($l | ForEach-Object { $_.Length + 1 } | Measure-Object -Sum).Sum";
                        default ->
                            "[long]($l | ForEach-Object { [Text.Encoding]::UTF8.GetByteCount($_) + 1 } | Measure-Object -Sum).Sum";
                    });
        }
        return String.join(", ", counts);
    }

    private static Ps.Expr count(String kind, Ps.Expr file, Context context) {
        if (kind.equals("-c")) {
            return Ps.Code.of(Build.value(command("Get-Item", "-Force", "-LiteralPath", file)), ".Length");
        }
        Ps.Expr lines = Build.list(List.of(Source.read(context, file)));
        return switch (kind) {
            case "-l" -> Ps.Code.of(lines, ".Count");
            case "-w" -> Ps.Code.of("(", lines, " | Measure-Object -Word).Words");
            case "-L" -> Ps.Code.of("[int](", lines, " | ForEach-Object Length | Measure-Object -Maximum).Maximum");
            default -> Ps.Code.of("[long](", lines, " | ForEach-Object { $_.Length + 1 } | Measure-Object -Sum).Sum");
        };
    }

    /** Several files and their total; or one file of which several things are counted. */
    private static Stage several(Call call, List<String> kinds, Context context) throws Refused {
        if (context.piped() && !call.operands().isEmpty()) {
            throw Refused.operands("wc", "it would not read what comes through the pipe");
        }
        if (kinds.contains("-l")) {
            context.note(LAST);
        }
        context.note("The columns are not aligned.");
        boolean unnamed = call.operands().isEmpty();
        Ps.Expr files = unnamed
                ? context.values().path(context.inputFile().orElseThrow())
                : Source.names(call, context, call.operands());
        List<Object> code = new ArrayList<>();
        boolean one = call.operands().size() <= 1 && call.operands().stream().noneMatch(v -> v.isList());
        code.add(one ? "foreach ($x in " : "$t = @(0) * " + kinds.size() + "; $l = @(");
        code.add(files);
        code.add(one ? ") { @(" : "); foreach ($x in $l) { $c = @(");
        String between = "";
        for (String kind : kinds) {
            code.add(between);
            code.add(count(kind, Ps.Code.of("$x"), context));
            between = ", ";
        }
        if (one) {
            code.add(unnamed ? ") -join ' ' }" : ", $x) -join ' ' }");
            return Stage.text(Build.block(code.toArray())).success(Stage.Success.UNKNOWN);
        }
        String most = kinds.contains("-L") ? "$t[$k] = [Math]::Max($t[$k], $c[$k])" : "$t[$k] += $c[$k]";
        if (kinds.contains("-L") && kinds.size() > 1) {
            throw Refused.option("wc -L", "with others, for several files");
        }
        code.add("); for ($k = 0; $k -lt $c.Count; $k++) { " + most
                + " }; ($c + $x) -join ' ' }; if ($l.Count -gt 1) { ($t + 'total') -join ' ' }");
        return Stage.text(Build.block(code.toArray())).success(Stage.Success.UNKNOWN);
    }
}
