package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.command;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code watch} and {@code yes}, which go on until they are stopped, and {@code history}. */
final class RepeatStages {

    private RepeatStages() {}

    static Stage yes(Call call, Context context) throws Refused {
        if (context.piped()) {
            throw Refused.operands("yes", "it would not read what comes through the pipe");
        }
        List<Value.Piece> pieces = new ArrayList<>();
        for (Value value : call.operands()) {
            if (!pieces.isEmpty()) {
                pieces.add(new Value.Text(" "));
            }
            pieces.addAll(value.pieces());
        }
        Ps.Expr text = pieces.isEmpty() ? Build.str("y") : context.values().string(new Value(pieces, "yes"));
        return Stage.text(Build.block("while ($true) { ", text, " }")).success(Stage.Success.UNKNOWN);
    }

    static Stage watch(Call call, Context context) throws Refused {
        List<Value> words = new ArrayList<>(call.operands());
        String seconds = "2";
        while (!words.isEmpty() && words.get(0).start().startsWith("-")) {
            String text = words.remove(0).text().orElse("");
            if (text.equals("-n") || text.equals("--interval")) {
                seconds = words.isEmpty() ? "" : words.remove(0).text().orElse("");
            } else if (text.matches("-n[0-9.]+|--interval=[0-9.]+")) {
                seconds = text.replaceAll("^(-n|--interval=)", "");
            } else if (!text.equals("-t") && !text.equals("--no-title")) {
                throw Refused.option("watch", text);
            }
        }
        if (words.size() == 1 && words.get(0).text().orElse("").matches("[A-Za-z0-9_./ =:-]+")) {
            words = new ArrayList<>(
                    List.of(words.get(0).text().orElse("").trim().split(" +", -1)).stream()
                            .map(Value::of)
                            .toList());
        }
        if (words.isEmpty() || context.piped() || !context.last() || !seconds.matches("[0-9]{1,5}(\\.[0-9]{1,3})?")) {
            throw Refused.operands("watch", "a command that is not known word by word");
        }
        context.note("It runs until it is stopped, without a heading.");
        Stage inner = context.nested().translate(words, Flow.NOTHING);
        List<Ps.Element> shown = new ArrayList<>(inner.elements());
        if (inner.flow() != Flow.NOTHING) {
            // What a loop gives would otherwise be shown only as one table at its end.
            shown.add(command("Out-Host"));
        }
        String wait = seconds.indexOf('.') < 0
                ? "Start-Sleep -Seconds " + Integer.parseInt(seconds)
                : "Start-Sleep -Milliseconds "
                        + new java.math.BigDecimal(seconds).movePointRight(3).intValueExact();
        return Stage.of(
                        Flow.NOTHING,
                        Build.block(
                                "while ($true) { Clear-Host; ",
                                Ps.Script.of(new Ps.Pipeline(shown)),
                                "; " + wait + " }"))
                .success(Stage.Success.UNKNOWN);
    }

    static Stage history(Call call, Context context) throws Refused {
        call.allow("-c", "-d");
        if (context.piped()
                || call.operands().size() > 1
                || (!call.options().isEmpty() && !call.operands().isEmpty())) {
            throw Refused.operands("history", "it takes one number");
        }
        context.note("It knows this session only.");
        if (call.has("-c")) {
            call.allow("-c");
            return Stage.of(Flow.NOTHING, command("Clear-History"));
        }
        if (call.has("-d")) {
            return Stage.of(
                    Flow.NOTHING,
                    command(
                            "Clear-History",
                            "-Id",
                            Source.number(call, call.text("-d").orElse(""))));
        }
        Optional<String> count = call.operands().isEmpty() ? Optional.empty() : Optional.of(call.operandText(0));
        Ps.Command list = count.isPresent()
                ? command("Get-History", "-Count", Source.number(call, count.get()))
                : command("Get-History");
        return Stage.of(Flow.TEXT, list, Build.each("'{0,5}  {1}' -f $_.Id, $_.CommandLine"))
                .success(Stage.Success.UNKNOWN);
    }
}
