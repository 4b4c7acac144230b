package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a text command has its lines from. */
final class Source {

    private Source() {}

    /** What reads the files, or nothing where the lines come through the pipe. */
    static List<Ps.Element> lines(Call call, Context context, List<Value> files, Object... more) throws Refused {
        List<Value> names = files;
        if (names.size() == 1 && names.get(0).text().equals(Optional.of("-"))) {
            names = List.of();
        }
        if (names.stream().anyMatch(v -> v.text().equals(Optional.of("-")))) {
            throw Refused.operands(call.name(), "standard input among files");
        }
        if (names.isEmpty() && context.inputFile().isPresent()) {
            names = List.of(context.inputFile().get());
        } else if (names.isEmpty()) {
            if (!context.piped()) {
                context.note("What is typed at the terminal ends with Ctrl+Z and Enter, not with Ctrl+D.");
                return List.of(Build.block("while ($null -ne ($x = [Console]::In.ReadLine())) { $x }"));
            }
            return List.of();
        } else if (names.stream().anyMatch(v -> v.lines().isPresent())) {
            if (context.piped() || more.length > 0) {
                throw Refused.operands(call.name(), "a process substitution here");
            }
            return parts(context, names);
        } else if (names.stream().anyMatch(Value::isGlob)) {
            context.note("The files that match come in the order of Windows.");
        }
        if (!files.isEmpty() && names == files && context.piped()) {
            throw Refused.operands(call.name(), "it would not read what comes through the pipe");
        }
        return List.of(read(context, context.values().paths(names), more));
    }

    /** Files and the output of commands, one behind the other. */
    private static List<Ps.Element> parts(Context context, List<Value> names) throws Refused {
        List<Ps.Statement> statements = new ArrayList<>();
        for (Value name : names) {
            statements.add(new Ps.Pipeline(part(context, name)));
        }
        return statements.size() == 1 && statements.get(0) instanceof Ps.Pipeline only
                ? only.elements()
                : List.of(new Ps.Invoke(new Ps.Script(statements), List.of()));
    }

    /** What gives the lines of one file, or of the command in its place. */
    static List<Ps.Element> part(Context context, Value name) throws Refused {
        Optional<Value.Lines> lines = name.lines();
        return lines.isPresent()
                ? context.values().lines(lines.get())
                : List.of(read(context, context.values().paths(List.of(name))));
    }

    /** The lines of one operand as a list: of a file, of a command, or of what comes through the pipe for {@code -}. */
    static Ps.Expr list(Call call, Context context, Value name) throws Refused {
        if (name.text().equals(Optional.of("-"))) {
            if (!context.piped()) {
                throw Refused.operands(call.name(), "it would read what is typed at the terminal");
            }
            return Ps.Code.of("@($input)");
        }
        return Build.list(part(context, name));
    }

    /** The names of files as they were given, for commands that print them. */
    static Ps.Expr names(Call call, Context context, List<Value> files) throws Refused {
        if (files.stream().anyMatch(v -> v.text().equals(Optional.of("-")))) {
            throw Refused.operands(call.name(), "standard input among files");
        }
        if (files.size() == 1 && files.get(0).isGlob()) {
            return Names.matching(files.get(0), context);
        }
        if (files.stream().noneMatch(Value::isGlob)) {
            return context.values().paths(files);
        }
        context.note("A pattern that matches nothing gives no error.");
        List<Object> code = new ArrayList<>();
        for (Value file : files) {
            code.add(code.isEmpty() ? "(@(" : " + @(");
            code.add(
                    file.isGlob()
                            ? Names.matching(file, context)
                            : context.values().paths(List.of(file)));
            code.add(")");
        }
        code.add(")");
        return Ps.Code.of(code.toArray());
    }

    /** {@code Get-Content} of files. */
    static Ps.Command read(Context context, Ps.Expr files, Object... more) {
        List<Object> arguments = new ArrayList<>();
        if (!context.modern()) {
            arguments.add("-Encoding");
            arguments.add("UTF8");
        }
        arguments.add("-LiteralPath");
        arguments.add(files);
        arguments.addAll(List.of(more));
        return Build.command("Get-Content", arguments.toArray());
    }

    /** The elements with others behind them. */
    static List<Ps.Element> then(List<Ps.Element> source, Ps.Element... others) {
        List<Ps.Element> all = new ArrayList<>(source);
        all.addAll(List.of(others));
        return all;
    }

    /** A whole number that is not negative. */
    static int number(Call call, String text) throws Refused {
        if (!text.matches("[0-9]{1,9}")) {
            throw Refused.operands(call.name(), text + " is no plain number");
        }
        return Integer.parseInt(text);
    }
}
