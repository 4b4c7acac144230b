package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code awk}. */
final class AwkStage implements StageTranslator {

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
        for (Value value : call.values("-v")) {
            String text = value.text().orElse("");
            if (text.startsWith("OFS=")) {
                outputSeparator = separator(text.substring(4));
            } else if (text.startsWith("FS=")) {
                fieldSeparator = separator(text.substring(3));
            } else {
                throw Refused.option("awk", "-v " + value.typed());
            }
        }
        Optional<String> program = call.operands().get(0).text();
        if (program.isEmpty()) {
            throw new Refused("alias.awk", "An awk program with a value inside cannot be translated.");
        }
        List<Value> files = call.operands().subList(1, call.operands().size());
        for (Value file : files) {
            if (file.start().indexOf('=') >= 0) {
                throw Refused.operands("awk", "an assignment among the files");
            }
        }
        AwkCompiler.Blocks blocks = AwkCompiler.compile(program.get(), fieldSeparator, outputSeparator);
        List<Object> arguments = new ArrayList<>();
        arguments.add("-Begin");
        arguments.add(blocks.begin());
        arguments.add("-Process");
        arguments.add(blocks.process());
        blocks.end().ifPresent(end -> {
            arguments.add("-End");
            arguments.add(end);
        });
        List<Ps.Element> source = Source.lines(call, context, files);
        Ps.Command each =
                Ps.Code.of("{ }").equals(blocks.begin()) && blocks.end().isEmpty()
                        ? Build.command("ForEach-Object", blocks.process())
                        : Build.command("ForEach-Object", arguments.toArray());
        return Stage.text(Source.then(source, each));
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
