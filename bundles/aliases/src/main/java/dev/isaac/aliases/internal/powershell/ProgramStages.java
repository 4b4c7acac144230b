package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Programs that Windows has too, called with the same words; and {@code date}, whose format is translated. */
final class ProgramStages {

    /** Long options of GNU's tar by their letters. */
    private static final Map<String, String> SAME = Map.of(
            "--create", "-c",
            "--extract", "-x",
            "--list", "-t",
            "--gzip", "-z",
            "--bzip2", "-j",
            "--xz", "-J",
            "--verbose", "-v",
            "--append", "-r",
            "--update", "-u");

    private ProgramStages() {}

    static Map<String, StageTranslator> all() {
        return Map.of("program", ProgramStages::program, "tar", ProgramStages::tar, "date", new DateStage());
    }

    private static Stage program(Call call, Context context) throws Refused {
        // Windows PowerShell's curl is another command.
        String name = call.name().equals("curl") ? "curl.exe" : call.name();
        if (context.inputFile().isPresent()) {
            throw Refused.construct("A file as the input of a program");
        }
        if (context.piped()) {
            context.note("What goes into " + call.name() + " is text in PowerShell's encoding.");
        }
        List<Ps.Argument> arguments = new ArrayList<>();
        for (Value value : call.operands()) {
            arguments.add(argument(call, value, context));
        }
        return Stage.text(new Ps.Command(name, arguments, List.of()));
    }

    private static Ps.Argument argument(Call call, Value value, Context context) throws Refused {
        if (value.isGlob() || value.words().isPresent()) {
            if (value.isGlob()) {
                context.note("A pattern that matches nothing gives nothing.");
            }
            // A list becomes as many arguments.
            return new Ps.Operand(Source.names(call, context, List.of(value)));
        }
        String text = value.text().orElse("x");
        boolean broken = text.isEmpty();
        for (Value.Piece piece : value.pieces()) {
            broken |= piece instanceof Value.Text t
                    && (t.text().indexOf('"') >= 0 || t.text().endsWith("\\"));
        }
        if (broken) {
            throw Refused.operands(
                    call.name(),
                    "quotes inside an argument, or an empty one, which PowerShell before 7.3 does not pass on");
        }
        if (text.matches("--?[A-Za-z][A-Za-z0-9-]*")) {
            return new Ps.Parameter(text);
        }
        boolean item = value.pieces().size() == 1 && value.pieces().get(0) instanceof Value.Item;
        // An item may stand for many files.
        return new Ps.Operand(
                item ? context.values().argument(value) : context.values().string(value));
    }

    private static Stage tar(Call call, Context context) throws Refused {
        List<Value> words = call.operands();
        if (context.piped() || words.isEmpty()) {
            throw Refused.operands("tar", "an archive from a pipe");
        }
        List<Ps.Argument> arguments = new ArrayList<>();
        boolean archive = false;
        boolean file = false;
        for (int i = 0; i < words.size(); i++) {
            Value word = words.get(i);
            String text = word.text().orElse("");
            boolean flags = (i == 0 && text.matches("[a-zA-Z]+")) || text.matches("-[a-zA-Z]+");
            if (file || (!flags && !text.startsWith("-"))) {
                boolean first = file;
                file = false;
                if (text.equals("-")) {
                    throw Refused.operands("tar", "an archive in a pipe");
                }
                if (word.isGlob() && first) {
                    throw Refused.operands("tar", "a pattern as the archive");
                }
                archive |= first;
                if (word.isGlob() || word.words().isPresent()) {
                    arguments.add(new Ps.Operand(Source.names(call, context, List.of(word))));
                    continue;
                }
                check(call, word);
                arguments.add(new Ps.Operand(context.values().path(word)));
            } else if (flags) {
                if (!text.matches("-?[cxtrujzJavfpkmC]+")
                        || (text.indexOf('C') >= 0 && !text.equals("-C"))
                        || (text.indexOf('f') >= 0 && !text.endsWith("f"))) {
                    throw Refused.option("tar", text);
                }
                file = text.endsWith("f");
                arguments.add(text.startsWith("-") ? new Ps.Parameter(text) : new Ps.Operand(new Ps.Str(text)));
            } else if (text.matches("--strip-components=[0-9]+|--exclude=[A-Za-z0-9_./*-]+")) {
                arguments.add(new Ps.Operand(new Ps.Str(text)));
            } else if ((text.equals("--strip-components") || text.equals("--exclude")) && i + 1 < words.size()) {
                String value = words.get(++i).text().orElse("");
                if (!value.matches("[A-Za-z0-9_./*-]+")) {
                    throw Refused.option("tar", text);
                }
                arguments.add(new Ps.Parameter(text));
                arguments.add(new Ps.Operand(new Ps.Str(value)));
            } else if (SAME.containsKey(text)) {
                arguments.add(new Ps.Parameter(SAME.getOrDefault(text, text)));
            } else if (text.startsWith("--file=") || text.equals("--file") || text.startsWith("--directory=")) {
                boolean named = text.startsWith("--file");
                arguments.add(new Ps.Parameter(named ? "-f" : "-C"));
                file = text.equals("--file");
                if (!file) {
                    String value = text.substring(text.indexOf('=') + 1);
                    check(call, Value.of(value));
                    archive |= named && !value.equals("-");
                    arguments.add(new Ps.Operand(context.values().path(Value.of(value))));
                }
            } else {
                throw Refused.option("tar", text.isEmpty() ? word.typed() : text);
            }
        }
        if (!archive) {
            throw Refused.operands("tar", "no archive file");
        }
        context.note("It needs the tar of Windows 10 1803 or later, which knows no owners and no permissions.");
        return Stage.text(new Ps.Command("tar", arguments, List.of()));
    }

    private static void check(Call call, Value value) throws Refused {
        for (Value.Piece piece : value.pieces()) {
            if (piece instanceof Value.Text t
                    && (t.text().indexOf('"') >= 0 || t.text().endsWith("\\"))) {
                throw Refused.operands(call.name(), "quotes inside an argument");
            }
        }
    }
}
