package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.command;
import static dev.isaac.aliases.internal.powershell.Build.evaluate;
import static dev.isaac.aliases.internal.powershell.Build.str;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a shell does itself: printing, testing, folders and variables. */
final class ShellStages {

    private static final Map<String, String> COMPARE =
            Map.of("-eq", "-eq", "-ne", "-ne", "-lt", "-lt", "-le", "-le", "-gt", "-gt", "-ge", "-ge");

    private ShellStages() {}

    static Map<String, StageTranslator> all() {
        return Map.ofEntries(
                Map.entry("echo", ShellStages::echo),
                Map.entry("printf", ShellStages::printf),
                Map.entry("test", ShellStages::test),
                Map.entry("true", (call, context) -> constant("$true")),
                Map.entry("false", (call, context) -> constant("$false")),
                Map.entry("cd", ShellStages::cd),
                Map.entry("export", ShellStages::export),
                Map.entry("unset", ShellStages::unset),
                Map.entry("env", ShellStages::env),
                Map.entry("which", ShellStages::which),
                Map.entry("seq", new SeqStage()),
                Map.entry("sleep", ShellStages::sleep),
                Map.entry("yes", RepeatStages::yes),
                Map.entry("watch", RepeatStages::watch),
                Map.entry("history", RepeatStages::history),
                Map.entry("exit", ShellStages::exit));
    }

    private static Stage constant(String value) {
        return Stage.of(Flow.NOTHING, evaluate(value), command("Out-Null"))
                .success(Stage.Success.UNKNOWN)
                .when(Ps.Code.of(value));
    }

    private static Stage echo(Call call, Context context) throws Refused {
        List<Value> words = new ArrayList<>(call.operands());
        boolean bare = false;
        boolean escapes = false;
        while (!words.isEmpty() && words.get(0).text().orElse("").matches("-[neE]+")) {
            String flags = words.remove(0).text().orElse("");
            bare |= flags.contains("n");
            escapes = flags.contains("e") || (escapes && !flags.contains("E"));
        }
        if (!words.isEmpty()
                && words.get(0).text().isEmpty()
                && words.get(0).start().isEmpty()
                && words.get(0).pieces().get(0) instanceof Value.Variable v
                && !v.quoted()) {
            context.note("A value that begins with a dash is printed, not taken for an option.");
        }
        List<Value.Piece> pieces = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (i > 0) {
                pieces.add(new Value.Text(" "));
            }
            for (Value.Piece piece : words.get(i).pieces()) {
                pieces.add(escapes && piece instanceof Value.Text text ? new Value.Text(unescape(text.text())) : piece);
            }
        }
        return printed(new Value(pieces, "echo"), bare, context);
    }

    private static String unescape(String text) throws Refused {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char next = i + 1 < text.length() ? text.charAt(++i) : ' ';
            switch (next) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case '\\', '"' -> out.append(next == '"' ? "\\\"" : "\\");
                default -> throw Refused.operands("echo", "the escape \\" + next);
            }
        }
        return out.toString();
    }

    private static Stage printed(Value value, boolean bare, Context context) throws Refused {
        if (context.piped()) {
            throw Refused.operands("echo", "it would not read what comes through the pipe");
        }
        Ps.Expr text = context.values().string(value);
        if (bare && context.last()) {
            return Stage.of(Flow.NOTHING, command("Write-Host", "-NoNewline", "-Object", text))
                    .success(Stage.Success.ALWAYS);
        }
        if (bare) {
            context.note("The output ends with a line break.");
        }
        if (text instanceof Ps.Str known && known.value().indexOf('\n') >= 0 && !context.last()) {
            List<Ps.Expr> lines = new ArrayList<>();
            for (String line : known.value().split("\n", -1)) {
                lines.add(str(line));
            }
            return Stage.text(evaluate(new Ps.Many(lines))).success(Stage.Success.ALWAYS);
        }
        return Stage.text(command("Write-Output", "-InputObject", text)).success(Stage.Success.ALWAYS);
    }

    private static Stage printf(Call call, Context context) throws Refused {
        if (call.operands().isEmpty()) {
            throw Refused.operands("printf", "no format");
        }
        String format = call.operandText(0);
        List<Value> rest =
                new ArrayList<>(call.operands().subList(1, call.operands().size()));
        List<Value.Piece> pieces = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '\\') {
                char next = i + 1 < format.length() ? format.charAt(++i) : ' ';
                switch (next) {
                    case 'n' -> text.append('\n');
                    case 't' -> text.append('\t');
                    case '\\' -> text.append('\\');
                    case '"' -> text.append('"');
                    default -> throw Refused.operands("printf", "the escape \\" + next);
                }
            } else if (c == '%') {
                char next = i + 1 < format.length() ? format.charAt(++i) : ' ';
                if (next == '%') {
                    text.append('%');
                } else if ((next == 's' || next == 'd') && !rest.isEmpty()) {
                    Value value = rest.remove(0);
                    if (next == 'd' && !value.text().orElse("").matches("-?(0|[1-9][0-9]{0,17})")) {
                        throw Refused.operands("printf", "%d of " + value.typed());
                    }
                    pieces.add(new Value.Text(text.toString()));
                    text.setLength(0);
                    pieces.addAll(value.pieces());
                } else {
                    throw Refused.operands("printf", "the format " + format);
                }
            } else {
                text.append(c);
            }
        }
        if (!rest.isEmpty()) {
            throw Refused.operands("printf", "more values than the format takes at once");
        }
        boolean ended = text.length() > 0 && text.charAt(text.length() - 1) == '\n';
        if (ended) {
            text.setLength(text.length() - 1);
        }
        pieces.add(new Value.Text(text.toString()));
        return printed(new Value(joined(pieces), "printf"), !ended, context);
    }

    private static List<Value.Piece> joined(List<Value.Piece> pieces) {
        List<Value.Piece> all = new ArrayList<>();
        for (Value.Piece piece : pieces) {
            int last = all.size() - 1;
            if (piece instanceof Value.Text text
                    && (text.text().isEmpty() || (last >= 0 && all.get(last) instanceof Value.Text))) {
                if (!text.text().isEmpty() && all.get(last) instanceof Value.Text before) {
                    all.set(last, new Value.Text(before.text() + text.text()));
                }
            } else {
                all.add(piece);
            }
        }
        return all;
    }

    private static Stage test(Call call, Context context) throws Refused {
        List<Value> words = new ArrayList<>(call.operands());
        if (call.name().equals("[")) {
            if (words.isEmpty() || !words.remove(words.size() - 1).text().equals(Optional.of("]"))) {
                throw Refused.operands("[", "no ] at its end");
            }
        }
        boolean negated = !words.isEmpty() && words.get(0).text().equals(Optional.of("!"));
        if (negated) {
            words.remove(0);
        }
        Ps.Expr condition = condition(words, context);
        if (negated) {
            condition = Ps.Code.of("-not (", condition, ")");
        }
        return Stage.of(Flow.NOTHING, evaluate("(", condition, ")"), command("Out-Null"))
                .success(Stage.Success.UNKNOWN)
                .when(condition);
    }

    private static Ps.Expr condition(List<Value> words, Context context) throws Refused {
        PsValues values = context.values();
        if (words.size() == 1) {
            return Ps.Code.of("[string]::IsNullOrEmpty(", values.string(words.get(0)), ") -eq $false");
        }
        if (words.size() == 2) {
            Value operand = words.get(1);
            String operator = words.get(0).text().orElse("");
            switch (operator) {
                case "-e" -> {
                    return Build.value(command("Test-Path", "-LiteralPath", values.path(operand)));
                }
                case "-f" -> {
                    return Build.value(command("Test-Path", "-LiteralPath", values.path(operand), "-PathType", "Leaf"));
                }
                case "-d" -> {
                    return Build.value(
                            command("Test-Path", "-LiteralPath", values.path(operand), "-PathType", "Container"));
                }
                case "-s" -> {
                    return Ps.Code.of(
                            Build.value(
                                    command("Test-Path", "-LiteralPath", values.path(operand), "-PathType", "Leaf")),
                            " -and ",
                            Build.value(command("Get-Item", "-Force", "-LiteralPath", values.path(operand))),
                            ".Length -gt 0");
                }
                case "-z" -> {
                    return Ps.Code.of("[string]::IsNullOrEmpty(", values.string(operand), ")");
                }
                case "-n" -> {
                    return Ps.Code.of("[string]::IsNullOrEmpty(", values.string(operand), ") -eq $false");
                }
                default -> throw Refused.option("test", operator);
            }
        }
        if (words.size() == 3) {
            String operator = words.get(1).text().orElse("");
            Ps.Expr left = values.string(words.get(0));
            Ps.Expr right = values.string(words.get(2));
            if (operator.equals("=") || operator.equals("==")) {
                return Ps.Code.of("[string]::Equals(", left, ", ", right, ")");
            }
            if (operator.equals("!=")) {
                return Ps.Code.of("-not [string]::Equals(", left, ", ", right, ")");
            }
            String compare = COMPARE.get(operator);
            if (compare != null) {
                return Ps.Code.of("[long]", left, " " + compare + " [long]", right);
            }
        }
        throw Refused.operands("test", "a condition of this form");
    }

    private static Stage cd(Call call, Context context) throws Refused {
        call.allow("-P");
        if (context.piped() || call.operands().size() > 1 || call.has("-P")) {
            throw Refused.operands("cd", "it takes one folder");
        }
        if (call.operands().isEmpty()) {
            return Stage.of(Flow.NOTHING, command("Set-Location", "-LiteralPath", Ps.Code.of("$HOME")));
        }
        Value folder = call.operands().get(0);
        if (folder.text().equals(Optional.of("-"))) {
            if (!context.modern()) {
                throw Refused.operands("cd", "- is not known to Windows PowerShell");
            }
            context.note("The folder is not printed.");
            return Stage.of(Flow.NOTHING, command("Set-Location", "-Path", str("-")));
        }
        if (folder.isGlob()) {
            throw Refused.operands("cd", "a pattern");
        }
        return Stage.of(
                Flow.NOTHING,
                command("Set-Location", "-LiteralPath", context.values().path(folder)));
    }

    private static Stage export(Call call, Context context) throws Refused {
        if (context.piped() || call.operands().size() != 1) {
            throw Refused.operands("export", "it is translated with one assignment");
        }
        Value word = call.operands().get(0);
        String start = word.start();
        int equals = start.indexOf('=');
        if (equals < 1) {
            throw Refused.operands("export", "no assignment");
        }
        return assign(start.substring(0, equals), word.after(equals + 1), context);
    }

    /** {@code $env:NAME = 'value'}. */
    static Stage assign(String name, Value value, Context context) throws Refused {
        Ps.Expr variable = PsValues.variable(name);
        String code = variable instanceof Ps.Code c && c.fragments().get(0) instanceof Ps.Fixed f ? f.text() : "";
        if (!code.equals("$env:" + name)) {
            throw Refused.construct("An assignment to " + name);
        }
        Value plain = new Value(
                value.pieces().stream()
                        .map(p -> p instanceof Value.Variable v ? new Value.Variable(v.name(), true) : p)
                        .toList(),
                value.typed());
        return Stage.of(Flow.NOTHING, evaluate(code + " = ", context.values().string(plain)))
                .success(Stage.Success.ALWAYS);
    }

    private static Stage unset(Call call, Context context) throws Refused {
        List<Ps.Expr> names = new ArrayList<>();
        for (Value value : call.operands()) {
            String name = value.text().orElse("");
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*") || name.equals("PATH")) {
                throw Refused.operands("unset", value.typed());
            }
            names.add(str("Env:" + name));
        }
        if (names.isEmpty() || context.piped()) {
            throw Refused.operands("unset", "no name");
        }
        return Stage.of(
                        Flow.NOTHING,
                        command(
                                "Remove-Item",
                                "-LiteralPath",
                                names.size() == 1 ? names.get(0) : new Ps.Many(names),
                                "-ErrorAction",
                                "Ignore"))
                .success(Stage.Success.UNKNOWN);
    }

    private static Stage env(Call call, Context context) throws Refused {
        if (context.piped()) {
            throw Refused.operands(call.name(), "it would not read what comes through the pipe");
        }
        if (call.operands().isEmpty()) {
            context.note("The variables come in another order.");
            return Stage.text(
                    command("Get-ChildItem", "-Path", str("Env:")), Build.each("'{0}={1}' -f $_.Name, $_.Value"));
        }
        if (call.name().equals("printenv") && call.operands().size() == 1) {
            return Stage.text(evaluate(PsValues.variable(call.operandText(0)))).success(Stage.Success.UNKNOWN);
        }
        throw Refused.operands(call.name(), "a command to run");
    }

    private static Stage which(Call call, Context context) throws Refused {
        call.allow("-a", "-v");
        boolean builtin = call.name().equals("command");
        if (builtin && !call.has("-v")) {
            throw Refused.operands("command", "it is translated with -v only");
        }
        if (call.operands().size() != 1 || context.piped()) {
            throw Refused.operands(call.name(), "it is translated with one name");
        }
        String name = call.operandText(0);
        if (!name.matches("[A-Za-z0-9_.+-]+")) {
            throw Refused.operands(call.name(), name);
        }
        List<Object> arguments = new ArrayList<>(List.of("-Name", str(name), "-CommandType", "Application"));
        List<Object> quiet = new ArrayList<>(arguments);
        quiet.addAll(List.of("-ErrorAction", "Ignore"));
        if (!call.has("-a")) {
            arguments.addAll(List.of("-TotalCount", 1));
        }
        Ps.Expr condition = Ps.Code.of(Build.list(List.of(command("Get-Command", quiet.toArray()))), ".Count -gt 0");
        return Stage.text(command("Get-Command", arguments.toArray()), command("ForEach-Object", "Source"))
                .success(Stage.Success.UNKNOWN)
                .when(condition);
    }

    private static Stage sleep(Call call, Context context) throws Refused {
        call.allow();
        if (call.operands().size() != 1 || context.piped()) {
            throw Refused.operands("sleep", "it is translated with one time");
        }
        String text = call.operandText(0);
        if (text.matches("[0-9]{1,7}[smhd]?")) {
            char unit = text.charAt(text.length() - 1);
            long seconds = Long.parseLong(text.replaceAll("[^0-9]", ""))
                    * (unit == 'm' ? 60 : unit == 'h' ? 3600 : unit == 'd' ? 86_400 : 1);
            if (seconds <= 2_000_000) {
                return Stage.of(Flow.NOTHING, command("Start-Sleep", "-Seconds", (int) seconds));
            }
        }
        if (text.matches("[0-9]{0,5}\\.[0-9]{1,3}s?")) {
            int millis = new java.math.BigDecimal(text.replace("s", ""))
                    .movePointRight(3)
                    .intValueExact();
            return Stage.of(Flow.NOTHING, command("Start-Sleep", "-Milliseconds", millis));
        }
        throw Refused.operands("sleep", text);
    }

    private static Stage exit(Call call, Context context) throws Refused {
        if (call.operands().size() > 1 || context.piped()) {
            throw Refused.operands("exit", "it takes one number");
        }
        if (call.operands().isEmpty()) {
            return Stage.of(Flow.NOTHING, evaluate("exit")).success(Stage.Success.UNKNOWN);
        }
        return Stage.of(Flow.NOTHING, evaluate("exit " + Source.number(call, call.operandText(0))))
                .success(Stage.Success.UNKNOWN);
    }
}
