package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The commands that have an equal in CMD. It is a small set: CMD has no words for most of what Unix does with text. */
final class CmdStages {

    /** Translates one command. */
    interface Translator {
        CmdStage translate(Call call, CmdContext context) throws Refused;
    }

    private CmdStages() {}

    static Map<String, Translator> all() {
        return Map.ofEntries(
                Map.entry("cat", CmdStages::cat),
                Map.entry("ls", CmdStages::ls),
                Map.entry("sort", CmdStages::sort),
                Map.entry("wc", CmdStages::wc),
                Map.entry("grep", CmdStages::grep),
                Map.entry("ps", CmdStages::ps),
                Map.entry("kill", CmdStages::kill),
                Map.entry("killall", CmdStages::killall),
                Map.entry("sleep", CmdStages::sleep),
                Map.entry("echo", CmdStages::echo),
                Map.entry("cd", CmdStages::cd),
                Map.entry("export", CmdStages::export),
                Map.entry("unset", CmdStages::unset),
                Map.entry("which", CmdStages::which),
                Map.entry("seq", CmdStages::seq),
                Map.entry("program", CmdStages::program),
                Map.entry("tar", CmdStages::tar));
    }

    static void noInput(Call call, CmdContext context) throws Refused {
        if (context.piped()) {
            throw Refused.operands(call.name(), "it would not read what comes through the pipe");
        }
    }

    private static CmdStage cat(Call call, CmdContext context) throws Refused {
        call.allow("-u");
        noInput(call, context);
        if (call.operands().isEmpty()) {
            throw Refused.operands("cat", "it would read what is typed at the terminal");
        }
        if (call.operands().size() > 1) {
            context.notes().add("The names of the files are printed to standard error.");
        }
        List<CmdWord> words = context.words("type");
        for (Value file : call.operands()) {
            words.addAll(context.words(" ", context.path(file)));
        }
        return CmdStage.of(words);
    }

    private static CmdStage ls(Call call, CmdContext context) throws Refused {
        call.allow("-l", "-a", "-A", "-1", "-t", "-S", "-r", "-R");
        noInput(call, context);
        if (call.operands().size() > 1 || (call.has("-R") && call.has("-l"))) {
            throw Refused.operands("ls", "several folders");
        }
        List<CmdWord> words = context.words("dir");
        boolean names = !call.has("-l");
        if (names) {
            words.addAll(context.words(" /b"));
            context.notes().add("Names that begin with a dot are listed too, and case is ignored in their order.");
        } else {
            context.notes().add("The columns are other ones.");
        }
        if (call.has("-a") || call.has("-A")) {
            words.addAll(context.words(" /a"));
        }
        if (call.has("-t") && call.has("-S")) {
            throw Refused.option("ls -t", "-S");
        }
        boolean reverse = call.has("-r");
        String order = call.has("-t") ? "d" : call.has("-S") ? "s" : "";
        if (!order.isEmpty()) {
            words.addAll(context.words(" /o" + (reverse ? "" : "-") + order));
        } else if (reverse) {
            words.addAll(context.words(" /o-n"));
        }
        if (call.has("-R")) {
            words.addAll(context.words(" /s"));
            context.notes().add("Paths are absolute.");
        }
        if (!call.operands().isEmpty()) {
            words.addAll(context.words(" ", context.path(call.operands().get(0))));
        }
        return CmdStage.of(words);
    }

    private static CmdStage sort(Call call, CmdContext context) throws Refused {
        call.allow("-r");
        context.notes().add("Case is ignored in the order.");
        List<CmdWord> words = context.words("sort", call.has("-r") ? " /r" : "");
        return CmdStage.of(file(call, context, words));
    }

    private static List<CmdWord> file(Call call, CmdContext context, List<CmdWord> words) throws Refused {
        if (call.operands().size() > 1 || context.piped() != call.operands().isEmpty()) {
            throw Refused.operands(call.name(), "it is translated with one file, or in a pipe");
        }
        if (!call.operands().isEmpty()) {
            words.addAll(context.words(" ", context.path(call.operands().get(0))));
        }
        return words;
    }

    private static CmdStage wc(Call call, CmdContext context) throws Refused {
        call.allow("-l");
        if (!call.has("-l")) {
            throw new Refused("alias.option", "wc is translated with -l only.", "wc -l");
        }
        if (context.piped()) {
            if (!call.operands().isEmpty()) {
                throw Refused.operands("wc", "it would not read what comes through the pipe");
            }
            context.notes().add("A last line without a line break is counted too.");
            return CmdStage.of(context.words("find /c /v \"\"")).withoutStatus();
        }
        if (call.operands().size() != 1) {
            throw Refused.operands("wc", "it is translated with one file");
        }
        context.notes()
                .add("The name of the file is not printed, and a last line without a line break is counted too.");
        return CmdStage.of(context.words(
                        "find /c /v \"\" < ", context.path(call.operands().get(0))))
                .withoutStatus();
    }

    private static CmdStage grep(Call call, CmdContext context) throws Refused {
        call.allow("-i", "-v", "-n", "-q", "-F", "-x", "-E", "-l", "--color");
        List<Value> operands = new ArrayList<>(call.operands());
        if (operands.isEmpty()) {
            throw Refused.operands("grep", "no pattern");
        }
        String pattern = operands.remove(0).text().orElse("");
        // Of findstr only plain text is the same: its expressions are other ones, and backslashes are read twice.
        if (!pattern.matches("[A-Za-z0-9_ ,:;=@#/-]+")) {
            throw new Refused(
                    "alias.regex", "The expression " + pattern + " is not proven to match the same in findstr.");
        }
        if (context.piped() == !operands.isEmpty()) {
            throw Refused.operands("grep", "it is translated with files, or in a pipe");
        }
        if (call.has("-l") && operands.isEmpty()) {
            throw Refused.option("grep in a pipe", "-l");
        }
        List<CmdWord> words = context.words("findstr /l");
        for (Map.Entry<String, String> option : List.of(
                Map.entry("-i", " /i"),
                Map.entry("-v", " /v"),
                Map.entry("-n", " /n"),
                Map.entry("-x", " /x"),
                Map.entry("-l", " /m"))) {
            if (call.has(option.getKey())) {
                words.addAll(context.words(option.getValue()));
            }
        }
        words.addAll(context.words(" /c:\"" + pattern + "\""));
        for (Value file : operands) {
            words.addAll(context.words(" ", context.path(file)));
        }
        if (call.has("-q")) {
            words.addAll(context.words(" >nul"));
        }
        return CmdStage.of(words);
    }

    private static CmdStage ps(Call call, CmdContext context) throws Refused {
        noInput(call, context);
        StringBuilder all = new StringBuilder();
        call.operands().forEach(value -> all.append(' ').append(value.text().orElse("$")));
        if (!Set.of("", " aux", " -aux", " -ef", " -e", " -A", " ax").contains(all.toString())) {
            throw new Refused("alias.option", "ps" + all + " has no faithful translation.", "ps aux");
        }
        context.notes().add("The columns are other ones.");
        return CmdStage.of(context.words("tasklist /v"));
    }

    private static CmdStage kill(Call call, CmdContext context) throws Refused {
        noInput(call, context);
        List<Value> ids = new ArrayList<>(call.operands());
        if (ids.isEmpty() || !ids.remove(0).text().orElse("").matches("-9|-KILL|-SIGKILL") || ids.isEmpty()) {
            throw new Refused(
                    "alias.signal",
                    "A process of Windows can be asked to close its window or be ended; kill without -9 does neither.",
                    "kill -9, or taskkill /pid");
        }
        List<CmdWord> words = context.words("taskkill /f");
        for (Value id : ids) {
            String text = id.text().orElse("");
            if (!text.matches("[1-9][0-9]{0,8}")) {
                throw Refused.operands("kill", id.typed() + " must be known");
            }
            words.addAll(context.words(" /pid " + text));
        }
        return CmdStage.of(words).withoutStatus();
    }

    private static CmdStage killall(Call call, CmdContext context) throws Refused {
        noInput(call, context);
        if (!call.has("-9")
                || call.operands().size() != 1
                || !call.operandText(0).matches("[A-Za-z0-9_-]+")) {
            throw new Refused("alias.signal", "killall is translated with -9 and one plain name.", "killall -9 NAME");
        }
        return CmdStage.of(context.words("taskkill /f /im " + call.operandText(0) + ".exe"))
                .withoutStatus();
    }

    private static CmdStage sleep(Call call, CmdContext context) throws Refused {
        call.allow();
        noInput(call, context);
        if (call.operands().size() != 1
                || !call.operandText(0).matches("[0-9]{1,5}s?")
                || Integer.parseInt(call.operandText(0).replace("s", "")) > 99_999) {
            throw Refused.operands("sleep", "it is translated with whole seconds");
        }
        return CmdStage.of(context.words("timeout /t " + call.operandText(0).replace("s", "") + " /nobreak >nul"));
    }

    private static CmdStage echo(Call call, CmdContext context) throws Refused {
        noInput(call, context);
        List<Value.Piece> pieces = new ArrayList<>();
        for (int i = 0; i < call.operands().size(); i++) {
            Value word = call.operands().get(i);
            if (i == 0 && word.text().orElse("").matches("-[neE]+")) {
                throw Refused.option("echo", word.typed());
            }
            if (i > 0) {
                pieces.add(new Value.Text(" "));
            }
            pieces.addAll(word.pieces());
        }
        String start = new Value(pieces, "").text().orElse("x");
        boolean plain = start.matches("(?s)[A-Za-z0-9].*")
                && !start.toLowerCase(java.util.Locale.ROOT).matches("(on|off)\\s*")
                && !start.endsWith(" ");
        if (start.matches(".*[0-9] *") && start.endsWith(" ")) {
            throw Refused.operands("echo", "blanks at the end");
        }
        return CmdStage.of(context.words(plain ? "echo " : "echo(", context.printed(new Value(pieces, "echo"))));
    }

    private static CmdStage cd(Call call, CmdContext context) throws Refused {
        call.allow();
        noInput(call, context);
        if (call.operands().isEmpty()) {
            return CmdStage.of(context.words("cd /d \"%USERPROFILE%\""));
        }
        if (call.operands().size() > 1 || call.operands().get(0).text().equals(Optional.of("-"))) {
            throw Refused.operands("cd", "it takes one folder");
        }
        return CmdStage.of(context.words("cd /d ", context.path(call.operands().get(0))));
    }

    private static CmdStage export(Call call, CmdContext context) throws Refused {
        noInput(call, context);
        if (call.operands().size() != 1
                || !call.operands().get(0).start().matches("(?s)[A-Za-z_][A-Za-z0-9_]*=.*")
                || call.operands().get(0).start().startsWith("PATH=")) {
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
        return CmdStage.of(context.words("set ", context.quoted(new Value(pieces, value.typed()))))
                .withoutStatus();
    }

    private static CmdStage unset(Call call, CmdContext context) throws Refused {
        noInput(call, context);
        if (call.operands().size() != 1 || !call.operandText(0).matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw Refused.operands("unset", "it is translated with one name");
        }
        return CmdStage.of(context.words("set \"" + call.operandText(0) + "=\""))
                .withoutStatus();
    }

    private static CmdStage which(Call call, CmdContext context) throws Refused {
        call.allow("-a", "-v");
        noInput(call, context);
        if (call.operands().size() != 1
                || !call.operandText(0).matches("[A-Za-z0-9_.+-]+")
                || (call.name().equals("command") && !call.has("-v"))) {
            throw Refused.operands(call.name(), "it is translated with one name");
        }
        if (!call.has("-a")) {
            context.notes().add("All programs of that name are listed.");
        }
        return CmdStage.of(context.words("where " + call.operandText(0)));
    }

    private static CmdStage seq(Call call, CmdContext context) throws Refused {
        call.allow();
        noInput(call, context);
        int size = call.operands().size();
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (!call.operandText(i).matches("-?(0|[1-9][0-9]{0,7})")) {
                throw Refused.operands("seq", call.operandText(i) + " is no whole number");
            }
            numbers.add(call.operandText(i));
        }
        if (size < 1 || size > 3) {
            throw Refused.operands("seq", "it takes one to three numbers");
        }
        String range = size == 1
                ? "1,1," + numbers.get(0)
                : size == 2 ? numbers.get(0) + ",1," + numbers.get(1) : String.join(",", numbers);
        return CmdStage.of(context.words(
                        "for /l ", new CmdWord.Loop("i"), " in (" + range + ") do @echo ", new CmdWord.Loop("i")))
                .asBlock();
    }

    private static CmdStage program(Call call, CmdContext context) throws Refused {
        List<CmdWord> words = context.words(call.name());
        for (Value value : call.operands()) {
            if (value.isGlob()
                    || value.text().orElse("x").isEmpty()
                    || value.text().orElse("x").endsWith("\\")) {
                throw Refused.operands(call.name(), "an argument that CMD does not pass on as it is");
            }
            words.addAll(context.words(" ", context.quoted(value)));
        }
        return CmdStage.of(words);
    }

    private static CmdStage tar(Call call, CmdContext context) throws Refused {
        noInput(call, context);
        List<Value> words = call.operands();
        if (words.size() < 2 || !words.get(0).text().orElse("").matches("-?[cxt]z?v?f|-?[cxt]v?z?f")) {
            throw new Refused(
                    "alias.option",
                    "tar is translated for packing and unpacking of plain archives only.",
                    "tar -xzf FILE");
        }
        context.notes().add("It needs the tar of Windows 10 1803 or later, which knows no owners and no permissions.");
        List<CmdWord> all = context.words("tar ", words.get(0).text().orElse(""));
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).text().equals(Optional.of("-C")) && i + 1 < words.size()) {
                all.addAll(context.words(" -C"));
            } else if (words.get(i).start().startsWith("-")) {
                throw Refused.option("tar", words.get(i).typed());
            } else {
                all.addAll(context.words(" ", context.path(words.get(i))));
            }
        }
        return CmdStage.of(all);
    }
}
