package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.command;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code head} and {@code tail}. */
final class Ends implements StageTranslator {

    private static final Map<Character, Long> UNITS = Map.of('k', 1024L, 'K', 1024L, 'M', 1L << 20);

    private final boolean head;

    Ends(boolean head) {
        this.head = head;
    }

    @Override
    public boolean reads(Flow flow, Call call) {
        return (flow == Flow.PROCESSES || flow == Flow.OBJECTS)
                && call.operands().isEmpty()
                && !call.has("-c");
    }

    @Override
    public Stage translate(Call call, Context context) throws Refused {
        call.allow("-n", "-q", "-c", "-f", "-F", "-v", "--retry", "-s");
        if (call.has("-c")) {
            return characters(call, context);
        }
        String count = call.text("-n").orElse("10");
        boolean open = count.startsWith(head ? "-" : "+");
        int lines = Source.number(call, count.matches("[-+].*") ? count.substring(1) : count);
        if (lines == 0 && !open) {
            throw Refused.operands(call.name(), "no lines at all");
        }
        boolean several = call.operands().size() > 1 || call.operands().stream().anyMatch(Value::isList);
        if (call.has("-f") || call.has("-F")) {
            if (open || call.operands().isEmpty() || several || head) {
                throw Refused.operands("tail", "it follows a file from its end only");
            }
            context.note("The file is followed by its name and asked once a second; it must exist.");
            return Stage.text(Source.lines(call, context, call.operands(), "-Tail", lines, "-Wait"))
                    .success(Stage.Success.UNKNOWN);
        }
        if (call.has("--retry") || call.has("-s")) {
            throw Refused.option(call.name(), "--retry or -s without -f");
        }
        if ((several && !call.has("-q")) || call.has("-v")) {
            return several(call, context, open, lines);
        }
        if (context.input() == Flow.PROCESSES || context.input() == Flow.OBJECTS) {
            context.note("A heading is no line here.");
            return Stage.of(context.input(), selected(open, lines)).shown("It shows a table with other columns.");
        }
        if (open || several) {
            List<Ps.Element> source = Source.lines(call, context, call.operands());
            if (several) {
                throw Refused.operands(call.name(), "-q and such files");
            }
            return Stage.text(Source.then(source, selected(open, lines)));
        }
        List<Ps.Element> source = Source.lines(call, context, call.operands(), head ? "-TotalCount" : "-Tail", lines);
        return Stage.text(source.isEmpty() ? List.of(selected(false, lines)) : source);
    }

    private Ps.Command selected(boolean open, int lines) {
        if (open) {
            return head
                    ? command("Select-Object", "-SkipLast", lines)
                    : command("Select-Object", "-Skip", Math.max(0, lines - 1));
        }
        return command("Select-Object", head ? "-First" : "-Last", lines);
    }

    /** Several files, each under its name. */
    private Stage several(Call call, Context context, boolean open, int lines) throws Refused {
        if (context.piped() || call.operands().isEmpty()) {
            throw Refused.operands(call.name(), "files and a pipe");
        }
        boolean glob = call.operands().stream().anyMatch(Value::isList);
        Ps.Expr names = Source.names(call, context, call.operands());
        Ps.Expr file = Ps.Code.of(glob ? "$x" : "$_");
        Ps.Script read = open
                ? Ps.Script.of(Ps.Pipeline.of(Source.read(context, file), selected(true, lines)))
                : Ps.Script.of(Ps.Pipeline.of(Source.read(context, file, head ? "-TotalCount" : "-Tail", lines)));
        if (glob) {
            context.note("The files that match come in the order of Windows.");
            String heading = call.has("-v") ? "" : "if ($l.Count -gt 1) { ";
            return Stage.text(Build.block(
                            "$l = @(",
                            names,
                            "); $n = 0; foreach ($x in $l) { " + heading + "if ($n++ -gt 0) { '' }; \"==> $x <==\""
                                    + (heading.isEmpty() ? "" : " }") + "; ",
                            read,
                            " }"))
                    .success(Stage.Success.UNKNOWN);
        }
        return Stage.text(
                        Build.evaluate(names),
                        command(
                                "ForEach-Object",
                                "{ $n = 0 }",
                                Ps.Code.of("{ if ($n++ -gt 0) { '' }; \"==> $_ <==\"; ", read, " }")))
                .success(Stage.Success.UNKNOWN);
    }

    private Stage characters(Call call, Context context) throws Refused {
        String text = call.text("-c").orElse("");
        if (!text.matches("[0-9]{1,8}[kKM]?")
                || call.names().size() > 1
                || call.operands().size() > 1) {
            throw Refused.option(call.name(), "-c " + text);
        }
        long unit =
                Optional.ofNullable(UNITS.get(text.charAt(text.length() - 1))).orElse(1L);
        long count = Long.parseLong(text.replaceAll("[^0-9]", "")) * unit;
        if (count == 0 || count > Integer.MAX_VALUE) {
            throw Refused.option(call.name(), "-c " + text);
        }
        context.note("Characters are counted, not bytes, and the output ends with a line break.");
        String from = head
                ? "$t.Substring(0, [Math]::Min(" + count + ", $t.Length))"
                : "$t.Substring([Math]::Max(0, $t.Length - " + count + "))";
        return Stage.text(Source.then(
                Source.lines(call, context, call.operands()),
                Build.block(
                        "$t = (@($input) -join \"`n\") + \"`n\"; " + from + " -creplace '\\n\\z', '' -csplit \"`n\"")));
    }
}
