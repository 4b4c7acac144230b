package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands of the shell itself in CMD. */
final class CmdShellStages {

    /** A template of mktemp: the last run of X is replaced, and what follows it is kept. */
    private static final Pattern TEMPLATE = Pattern.compile("(?!/)([A-Za-z0-9_./-]*?)(X{3,})([A-WYZa-z0-9_.-]*)");

    private CmdShellStages() {}

    static Map<String, CmdStages.Translator> all() {
        return Map.ofEntries(
                Map.entry("sleep", CmdShellStages::sleep),
                Map.entry("echo", CmdPrint::echo),
                Map.entry("printf", CmdPrint::printf),
                Map.entry("test", CmdTest::translate),
                Map.entry("cd", CmdShellStages::cd),
                Map.entry("export", CmdShellStages::export),
                Map.entry("unset", CmdShellStages::unset),
                Map.entry("env", CmdShellStages::env),
                Map.entry("which", CmdShellStages::which),
                Map.entry("basename", CmdShellStages::basename),
                Map.entry("dirname", CmdShellStages::dirname),
                Map.entry("realpath", CmdShellStages::realpath),
                Map.entry("mktemp", CmdShellStages::mktemp),
                Map.entry("digest", CmdShellStages::digest),
                Map.entry("seq", CmdShellStages::seq));
    }

    private static CmdStage sleep(Call call, CmdContext context) throws Refused {
        call.allow();
        CmdStages.noInput(call, context);
        if (call.operands().size() != 1 || !call.operandText(0).matches("[0-9]{1,4}[smh]?")) {
            throw Refused.operands("sleep", "it is translated with whole seconds, minutes or hours");
        }
        String text = call.operandText(0);
        int unit = text.endsWith("h") ? 3600 : text.endsWith("m") ? 60 : 1;
        long seconds = Long.parseLong(text.replaceAll("[smh]", "")) * unit;
        if (seconds > 99_999) {
            throw Refused.operands("sleep", "timeout waits for 99999 seconds at most");
        }
        return CmdStage.of(CmdContext.words("timeout /t " + seconds + " /nobreak >nul"));
    }

    private static CmdStage cd(Call call, CmdContext context) throws Refused {
        call.allow();
        CmdStages.noInput(call, context);
        if (call.operands().isEmpty()) {
            return CmdStage.of(CmdContext.words("cd /d \"%USERPROFILE%\""));
        }
        if (call.operands().size() > 1 || call.operands().get(0).text().equals(Optional.of("-"))) {
            throw Refused.operands("cd", "it takes one folder");
        }
        return CmdStage.of(
                CmdContext.words("cd /d ", context.path(call.operands().get(0))));
    }

    private static CmdStage export(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        if (call.operands().size() != 1
                || !call.operands().get(0).start().matches("(?s)[A-Za-z_][A-Za-z0-9_]*=.*")
                || call.operands().get(0).start().matches("(?s)(PATH|HOME|PS1|USER)=.*")) {
            throw Refused.operands("export", "it is translated with one assignment");
        }
        Value value = call.operands().get(0);
        int equals = value.start().indexOf('=');
        return set(value.start().substring(0, equals), value.after(equals + 1), context);
    }

    static CmdStage set(String name, Value value, CmdContext context) throws Refused {
        if (value.pieces().isEmpty()) {
            throw Refused.operands(name, "an empty value removes the variable in CMD");
        }
        List<Value.Piece> pieces = new ArrayList<>();
        pieces.add(new Value.Text(name + "="));
        pieces.addAll(value.pieces());
        return CmdStage.of(CmdContext.words("set ", context.quoted(new Value(pieces, value.typed()))))
                .withoutStatus();
    }

    private static CmdStage unset(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        if (call.operands().size() != 1 || !call.operandText(0).matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw Refused.operands("unset", "it is translated with one name");
        }
        return CmdStage.of(CmdContext.words("set \"" + call.operandText(0) + "=\""))
                .withoutStatus();
    }

    private static CmdStage env(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        call.allow();
        if (call.name().equals("printenv")
                && call.operands().size() == 1
                && call.operandText(0).matches("[A-Za-z_][A-Za-z0-9_]*")) {
            context.notes().add("A variable that is not set is printed as it is written.");
            return CmdStage.of(CmdContext.words("echo %" + CmdContext.variable(call.operandText(0)) + "%"))
                    .withoutStatus();
        }
        if (!call.operands().isEmpty()) {
            throw Refused.operands(call.name(), "it is translated without a command");
        }
        context.notes().add("The variables come in another order, and Windows writes some names in another way.");
        return CmdStage.of(CmdContext.words("set"));
    }

    private static CmdStage which(Call call, CmdContext context) throws Refused {
        call.allow("-a", "-v");
        CmdStages.noInput(call, context);
        if (call.operands().isEmpty() || (call.name().equals("command") && !call.has("-v"))) {
            throw Refused.operands(call.name(), "it is translated with names of programs");
        }
        StringBuilder out = new StringBuilder("where");
        for (int i = 0; i < call.operands().size(); i++) {
            if (!call.operandText(i).matches("[A-Za-z0-9_.+-]+")) {
                throw Refused.operands(call.name(), call.operandText(i) + " is no plain name");
            }
            out.append(' ').append(call.operandText(i));
        }
        if (!call.has("-a")) {
            context.notes().add("All programs of that name are listed.");
        }
        return CmdStage.of(CmdContext.words(out.toString()));
    }

    /** {@code for %i in ("name") do @echo %~xi}: parts of a name that need no file. */
    private static CmdStage part(Value value, String modifier, CmdContext context) throws Refused {
        return CmdStage.of(CmdContext.words(
                        "for ",
                        new CmdWord.Loop("i"),
                        " in (",
                        context.pathInQuotes(value, ""),
                        ") do @echo ",
                        new CmdWord.Loop("~" + modifier + "i")))
                .asBlock();
    }

    private static Value one(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        if (call.operands().size() != 1 || call.operands().get(0).isGlob()) {
            throw Refused.operands(call.name(), "it is translated with one name");
        }
        return call.operands().get(0);
    }

    private static CmdStage basename(Call call, CmdContext context) throws Refused {
        call.allow();
        CmdStages.noInput(call, context);
        if (call.operands().size() == 2 && call.operandText(1).matches("\\.[A-Za-z0-9]+")) {
            String name = call.operandText(0);
            if (!name.endsWith(call.operandText(1))) {
                throw Refused.operands("basename", "it is not known whether the name ends with " + call.operandText(1));
            }
            return part(call.operands().get(0), "n", context);
        }
        Value name = one(call, context);
        if (name.text().orElse("x").endsWith("/")) {
            throw Refused.operands("basename", "a name that ends with a slash");
        }
        return part(name, "nx", context);
    }

    private static CmdStage dirname(Call call, CmdContext context) throws Refused {
        call.allow();
        Value name = one(call, context);
        if (name.text().orElse("x").endsWith("/")) {
            throw Refused.operands("dirname", "a name that ends with a slash");
        }
        context.notes().add("The folder is absolute, and ends with a backslash.");
        return part(name, "dp", context);
    }

    private static CmdStage realpath(Call call, CmdContext context) throws Refused {
        call.allow("-f", "-e");
        if (call.name().equals("readlink") && !call.has("-f")) {
            throw new Refused("alias.option", "readlink is translated with -f only.", "readlink -f FILE");
        }
        context.notes().add("Links are not followed, and the file need not exist.");
        return part(one(call, context), "f", context);
    }

    /** A name of two random numbers, in the folder for temporary files or where the pattern says. */
    private static CmdStage mktemp(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        call.allow("-d", "-t", "-u", "--suffix");
        String template = call.operands().isEmpty() ? "tmp.XXXX" : call.operandText(0);
        String suffix = call.text("--suffix").orElse("");
        boolean temporary = call.operands().isEmpty() || call.has("-t") || template.startsWith("/tmp/");
        String name = template.replaceFirst("^/tmp/", "");
        Matcher matcher = TEMPLATE.matcher(name);
        if (call.operands().size() > 1
                || !matcher.matches()
                || (call.has("--suffix") && !matcher.group(3).isEmpty())
                || (temporary && name.indexOf('/') >= 0)
                || !suffix.matches("[A-Za-z0-9_.-]*")) {
            throw Refused.operands("mktemp", "it is translated with a template whose last letters X are three or more");
        }
        context.notes().add("The name is chosen by a number that another program might choose too.");
        String path = (temporary ? "%TEMP%\\" : "")
                + matcher.group(1).replace('/', '\\')
                + "%RANDOM%%RANDOM%"
                + matcher.group(3)
                + suffix;
        if (call.has("-u")) {
            return CmdStage.of(CmdContext.words("echo " + path));
        }
        String made = call.has("-d") ? "md " : "type nul > ";
        return CmdStage.of(CmdContext.words(
                        "for ",
                        new CmdWord.Loop("q"),
                        " in (\"" + path + "\") do @" + made + "\"",
                        new CmdWord.Loop("~q"),
                        "\" && echo ",
                        new CmdWord.Loop("~q")))
                .asBlock();
    }

    private static CmdStage digest(Call call, CmdContext context) throws Refused {
        call.allow("-b");
        Value file = one(call, context);
        context.notes().add("The digest stands in a line of its own, below the name of the file.");
        return CmdStage.of(CmdContext.words(
                "certutil -hashfile ",
                context.path(file),
                " " + call.name().replace("sum", "").toUpperCase(Locale.ROOT)));
    }

    /** {@code start,step,end} of what {@code seq} counts. */
    static String range(List<String> numbers) throws Refused {
        for (String number : numbers) {
            if (!number.matches("-?(0|[1-9][0-9]{0,7})")) {
                throw Refused.operands("seq", number + " is no whole number");
            }
        }
        return switch (numbers.size()) {
            case 1 -> "1,1," + numbers.get(0);
            case 2 -> numbers.get(0) + ",1," + numbers.get(1);
            case 3 -> String.join(",", numbers);
            default -> throw Refused.operands("seq", "it takes one to three numbers");
        };
    }

    private static CmdStage seq(Call call, CmdContext context) throws Refused {
        call.allow();
        CmdStages.noInput(call, context);
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < call.operands().size(); i++) {
            numbers.add(call.operandText(i));
        }
        return CmdStage.of(CmdContext.words(
                        "for /l ",
                        new CmdWord.Loop("i"),
                        " in (" + range(numbers) + ") do @echo ",
                        new CmdWord.Loop("i")))
                .asBlock();
    }
}
