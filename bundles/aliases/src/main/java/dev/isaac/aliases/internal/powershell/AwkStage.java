package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Awk;
import dev.isaac.aliases.internal.shell.AwkReader;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code awk}. */
final class AwkStage implements StageTranslator {

    /** A variable that {@code -v} gives. */
    record Given(String name, Ps.Expr value) {}

    /** Files that a program reads one by one. */
    interface Files {
        Ps.Expr names() throws Refused;

        Ps.Element read(Ps.Expr name) throws Refused;
    }

    @Override
    public boolean reads(Flow flow, Call call) {
        return flow == Flow.PROCESSES && ProcessStages.isIdColumn(call);
    }

    @Override
    public Stage translate(Call call, Context context) throws Refused {
        call.allow("-F", "-v");
        if (context.input() == Flow.PROCESSES) {
            return Stage.text(Build.command("ForEach-Object", "Id"));
        }
        if (call.operands().isEmpty()) {
            throw Refused.operands("awk", "no program");
        }
        String fieldSeparator = separator(call.text("-F").orElse(" "));
        String outputSeparator = " ";
        List<Given> given = new ArrayList<>();
        for (Value value : call.values("-v")) {
            String start = value.start();
            int equals = start.indexOf('=');
            String name = equals < 0 ? "" : start.substring(0, equals);
            if (name.equals("OFS") || name.equals("FS")) {
                String text = separator(value.text().orElse("=").substring(equals + 1));
                outputSeparator = name.equals("OFS") ? text : outputSeparator;
                fieldSeparator = name.equals("FS") ? text : fieldSeparator;
            } else if (name.matches("[A-Za-z_][A-Za-z0-9_]*") && !name.matches("[A-Z]+")) {
                given.add(given(name, value.after(equals + 1), context));
            } else {
                throw Refused.option("awk", "-v " + value.typed());
            }
        }
        Optional<String> text = call.operands().get(0).text();
        if (text.isEmpty()) {
            throw new Refused(
                    "alias.awk",
                    "An awk program with a value inside cannot be translated.",
                    "awk -v name=VALUE 'PROGRAM'");
        }
        Awk program = AwkReader.read(text.get());
        for (Awk.Assign separator : AwkSettings.separators(program, text.get())) {
            String name = ((Awk.Var) separator.target()).name();
            String value = ((Awk.Str) separator.value()).text();
            outputSeparator = name.equals("OFS") ? value : outputSeparator;
            fieldSeparator = name.equals("FS") ? separator(value) : fieldSeparator;
        }
        Awk rest = AwkSettings.without(program);
        if (rest.rules().isEmpty()) {
            throw new Refused("alias.awk", "The awk program " + text.get() + " does nothing.");
        }
        List<Value> files = call.operands().subList(1, call.operands().size());
        for (Value file : files) {
            if (file.start().indexOf('=') >= 0) {
                throw Refused.operands("awk", "an assignment among the files");
            }
        }
        Ps.Element element = AwkCompiler.compile(
                rest, text.get(), fieldSeparator, outputSeparator, given, context, new Operands(call, context, files));
        if (!AwkCompiler.reads(rest) || readsFiles(element)) {
            return Stage.text(element);
        }
        return Stage.text(Source.then(Source.lines(call, context, files), element));
    }

    private static boolean readsFiles(Ps.Element element) {
        return PsWriter.write(Ps.Script.of(Ps.Pipeline.of(element))).contains("foreach ($file in ");
    }

    private record Operands(Call call, Context context, List<Value> files) implements Files {
        @Override
        public Ps.Expr names() throws Refused {
            if (files.isEmpty() || context.piped()) {
                throw Refused.operands("awk", "names of files where there are none");
            }
            return Source.names(call, context, files);
        }

        @Override
        public Ps.Element read(Ps.Expr name) {
            return Source.read(context, name);
        }
    }

    private static Given given(String name, Value value, Context context) throws Refused {
        if (value.text().orElse("").indexOf('\\') >= 0) {
            throw Refused.option("awk", "-v with a backslash");
        }
        if (value.text().isEmpty()) {
            context.note("Backslashes in the value of " + name + " stay as they are.");
        }
        return new Given(name, context.values().string(value));
    }

    private static String separator(String text) throws Refused {
        if (text.equals("\\t") || text.equals("t")) {
            return "\t";
        }
        if (text.equals("\\|") || text.equals("\\\\|")) {
            return "|";
        }
        if (text.isEmpty() || text.indexOf('\n') >= 0) {
            throw new Refused("alias.awk", "awk: an empty field separator has no faithful translation.");
        }
        return text;
    }
}
