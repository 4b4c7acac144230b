package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Commands that read text, in CMD: a small set, for which type, more, find, findstr and sort have an equal. */
final class CmdTextStages {

    private static final int MOST_LINES = 9999;
    private static final String COLONS = "Colons at the start of a line are lost.";
    private static final String PAGES =
            "At a terminal it pauses after each page, tabs become blanks, and beyond 65534 lines it waits for a key.";

    private CmdTextStages() {}

    static Map<String, CmdStages.Translator> all() {
        return Map.ofEntries(
                Map.entry("cat", CmdTextStages::cat),
                Map.entry("ls", CmdTextStages::ls),
                Map.entry("sort", CmdTextStages::sort),
                Map.entry("wc", CmdTextStages::wc),
                Map.entry("head", CmdTextStages::head),
                Map.entry("tail", CmdTextStages::tail),
                Map.entry("more", CmdTextStages::more),
                Map.entry("diff", CmdTextStages::diff),
                Map.entry("grep", CmdGrep::translate));
    }

    private static CmdStage cat(Call call, CmdContext context) throws Refused {
        call.allow("-u", "-n");
        CmdStages.noInput(call, context);
        if (call.operands().isEmpty()) {
            throw Refused.operands("cat", "it would read what is typed at the terminal");
        }
        if (call.has("-n")) {
            context.notes().add("A colon stands behind each number.");
            return CmdStage.of(CmdContext.words("findstr /n \"^\" ", one(call, context)));
        }
        if (call.operands().size() > 1 || call.operands().get(0).isGlob()) {
            context.notes().add("The names of the files are printed to standard error.");
        }
        return CmdStage.of(patterns(CmdContext.words("type"), call.operands(), context));
    }

    private static List<CmdWord> patterns(List<CmdWord> words, List<Value> values, CmdContext context) throws Refused {
        for (Value value : values) {
            words.addAll(CmdContext.words(" ", context.pattern(value)));
        }
        return words;
    }

    private static CmdWord one(Call call, CmdContext context) throws Refused {
        if (call.operands().size() != 1) {
            throw Refused.operands(call.name(), "it is translated with one file");
        }
        return context.path(call.operands().get(0));
    }

    private static CmdStage ls(Call call, CmdContext context) throws Refused {
        call.allow("-l", "-a", "-A", "-1", "-t", "-S", "-r", "-R", "-h", "-d", "--color");
        CmdStages.noInput(call, context);
        boolean folders = call.has("-d");
        boolean names = !call.has("-l");
        List<Value> operands = new ArrayList<>(call.operands());
        if ((call.has("-R") && !names)
                || (operands.size() > 1 && operands.stream().anyMatch(o -> !o.isGlob()))) {
            throw Refused.operands("ls", "several folders");
        }
        List<CmdWord> words = CmdContext.words("dir");
        if (folders) {
            // ls -d */
            boolean all = operands.size() == 1 && operands.get(0).typed().matches("\\*/");
            if (!all || call.has("-a") || call.has("-A") || call.has("-R")) {
                throw Refused.option("ls", "-d");
            }
            operands.clear();
            words.addAll(CmdContext.words(names ? " /b /ad" : " /ad"));
            context.notes().add("No slash stands behind the names.");
        } else if (names) {
            words.addAll(CmdContext.words(" /b"));
        }
        context.notes()
                .add(
                        names
                                ? "Names that begin with a dot are listed too, and case is ignored in their order."
                                : "The columns are other ones.");
        if (call.has("-a") || call.has("-A")) {
            words.addAll(CmdContext.words(" /a"));
        }
        if (call.has("-t") && call.has("-S")) {
            throw Refused.option("ls -t", "-S");
        }
        boolean reverse = call.has("-r");
        String order = call.has("-t") ? "d" : call.has("-S") ? "s" : "";
        if (!order.isEmpty()) {
            words.addAll(CmdContext.words(" /o" + (reverse ? "" : "-") + order));
        } else if (reverse) {
            words.addAll(CmdContext.words(" /o-n"));
        }
        if (call.has("-R")) {
            words.addAll(CmdContext.words(" /s"));
            context.notes().add("Paths are absolute.");
        }
        for (Value operand : operands) {
            if (operand.isGlob() && operand.typed().indexOf('/') >= 0) {
                context.notes().add("Names come without their folder.");
            }
        }
        return CmdStage.of(patterns(words, operands, context));
    }

    private static CmdStage sort(Call call, CmdContext context) throws Refused {
        call.allow("-r", "-o");
        context.notes().add("Case is ignored in the order.");
        String options = "sort" + (call.has("-r") ? " /r" : "");
        List<CmdWord> output = call.has("-o")
                ? CmdContext.words(" /o ", context.path(call.value("-o").orElseThrow()))
                : List.of();
        List<CmdWord> words;
        if (context.piped() != call.operands().isEmpty()) {
            throw Refused.operands("sort", "it is translated with files, or in a pipe");
        }
        if (call.operands().size() > 1 || call.operands().stream().anyMatch(Value::isGlob)) {
            words = patterns(CmdContext.words("type"), call.operands(), context);
            words.addAll(CmdContext.words(" 2>nul | " + options));
        } else {
            words = CmdContext.words(options);
            for (Value file : call.operands()) {
                words.addAll(CmdContext.words(" ", context.path(file)));
            }
        }
        words.addAll(output);
        return CmdStage.of(words);
    }

    private static CmdStage wc(Call call, CmdContext context) throws Refused {
        if (call.names().equals(Set.of("-c")) && !context.piped()) {
            context.notes().add("The name of the file is not printed.");
            return CmdStage.of(CmdContext.words(
                            "for ",
                            new CmdWord.Loop("i"),
                            " in (",
                            context.pathInQuotes(Value.of(known(call)), ""),
                            ") do @echo ",
                            new CmdWord.Loop("~zi")))
                    .asBlock();
        }
        if (!call.names().equals(Set.of("-l"))) {
            throw new Refused("alias.option", "wc is translated with -l, or with -c and a file.", "wc -l");
        }
        if (context.piped()) {
            if (!call.operands().isEmpty()) {
                throw Refused.operands("wc", "it would not read what comes through the pipe");
            }
            context.notes().add("A last line without a line break is counted too.");
            return CmdStage.of(CmdContext.words("find /c /v \"\"")).withoutStatus();
        }
        if (call.operands().isEmpty()) {
            throw Refused.operands("wc", "it would read what is typed at the terminal");
        }
        if (call.operands().size() > 1 || call.operands().get(0).isGlob()) {
            context.notes()
                    .add(
                            "Each number stands behind the name of its file, there is no sum, and a last line without a line break is counted too.");
            return CmdStage.of(patterns(CmdContext.words("find /c /v \"\""), call.operands(), context))
                    .withoutStatus();
        }
        context.notes()
                .add("The name of the file is not printed, and a last line without a line break is counted too.");
        return CmdStage.of(CmdContext.words("find /c /v \"\" < ", one(call, context)))
                .withoutStatus();
    }

    private static String known(Call call) throws Refused {
        if (call.operands().size() != 1) {
            throw Refused.operands(call.name(), "it is translated with one file");
        }
        return call.operandText(0);
    }

    private static CmdStage head(Call call, CmdContext context) throws Refused {
        call.allow("-n", "-q");
        String text = call.text("-n").orElse("10");
        if (text.matches("-[1-9][0-9]{0,6}")
                && !context.piped()
                && call.operands().size() == 1) {
            return counted(call, text.substring(1), "leq", context);
        }
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw Refused.option("head", "-n " + text);
        }
        if (context.piped() != call.operands().isEmpty()) {
            throw Refused.operands("head", "it is translated with one file, or in a pipe");
        }
        return lines(call, 1, Integer.parseInt(text), context);
    }

    /** How many lines there are, the number of the last that does not count, and the lines up to it or after it. */
    private static CmdStage counted(Call call, String number, String comparison, CmdContext context) throws Refused {
        CmdWord file = one(call, context);
        context.notes().add(COLONS);
        return CmdStage.of(CmdContext.words(
                        "for /f ",
                        new CmdWord.Loop("n"),
                        " in ('find /c /v \"\" ^< ",
                        file,
                        "') do @for /f ",
                        new CmdWord.Loop("m"),
                        " in ('set /a ",
                        new CmdWord.Loop("n"),
                        "-" + number + "') do @for /f \"tokens=1* delims=:\" ",
                        new CmdWord.Loop("a"),
                        " in ('findstr /n \"^\" ",
                        file,
                        "') do @if ",
                        new CmdWord.Loop("a"),
                        " " + comparison + " ",
                        new CmdWord.Loop("m"),
                        " echo.",
                        new CmdWord.Loop("b")))
                .asBlock();
    }

    /** The lines of these numbers, which findstr counts; the numbers are taken off again. */
    private static CmdStage lines(Call call, int from, int to, CmdContext context) throws Refused {
        if (to > MOST_LINES) {
            throw Refused.operands(call.name(), "more than " + MOST_LINES + " lines");
        }
        context.notes().add(COLONS);
        List<CmdWord> words = CmdContext.words("findstr /n \"^\"");
        if (!call.operands().isEmpty()) {
            words.addAll(CmdContext.words(" ", one(call, context)));
        }
        StringBuilder numbers = new StringBuilder(" | findstr /r");
        for (String expression : NumberRange.expressions(from, to)) {
            numbers.append(" /c:\"^").append(expression).append(":\"");
        }
        words.addAll(CmdContext.words(numbers.toString()));
        return CmdStage.loop(
                words, new CmdStage.Loop("tokens=1* delims=:", "a", CmdContext.words("echo.", new CmdWord.Loop("b"))));
    }

    private static CmdStage tail(Call call, CmdContext context) throws Refused {
        call.allow("-n", "-q");
        String text = call.text("-n").orElse("10");
        if (context.piped() != call.operands().isEmpty()) {
            throw Refused.operands("tail", "it is translated with one file, or in a pipe");
        }
        if (text.matches("\\+[1-9][0-9]{0,8}")) {
            context.notes().add(PAGES);
            int skipped = Integer.parseInt(text.substring(1)) - 1;
            List<CmdWord> words = CmdContext.words("more +" + skipped);
            if (!call.operands().isEmpty()) {
                words.addAll(CmdContext.words(" ", one(call, context)));
            }
            return CmdStage.of(words);
        }
        if (context.piped() || !text.matches("[1-9][0-9]{0,6}")) {
            throw Refused.operands("tail", "it is translated with one file, or with -n +N");
        }
        return counted(call, text, "gtr", context);
    }

    private static CmdStage more(Call call, CmdContext context) throws Refused {
        call.allow();
        if (context.piped() != call.operands().isEmpty()
                || call.operands().stream().anyMatch(o -> o.start().startsWith("+"))) {
            throw Refused.operands(call.name(), "it is translated with files, or in a pipe");
        }
        context.notes().add("It pages forward only.");
        return CmdStage.of(patterns(CmdContext.words("more"), call.operands(), context));
    }

    private static CmdStage diff(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        call.allow(
                "-q",
                "-u",
                "-i",
                "-w",
                "-b",
                "-y",
                "-c",
                "-U",
                "-C",
                "-a",
                "-d",
                "-W",
                "--color",
                "--suppress-common-lines",
                "--speed-large-files");
        if (call.operands().size() != 2 || call.operands().stream().anyMatch(Value::isGlob)) {
            throw Refused.operands("diff", "it is translated with two files");
        }
        CmdWord left = context.path(call.operands().get(0));
        CmdWord right = context.path(call.operands().get(1));
        if (call.has("-q")) {
            if (call.names().size() > 1) {
                throw Refused.option("diff", "-q with others");
            }
            return CmdStage.of(CmdContext.words(
                            "fc /b ",
                            left,
                            " ",
                            right,
                            " >nul || echo Files ",
                            context.printed(call.operands().get(0)),
                            " and ",
                            context.printed(call.operands().get(1)),
                            " differ"))
                    .asBlock();
        }
        context.notes().add("The differences are shown in another form.");
        String options = (call.has("-a") ? " /l" : "")
                + (call.has("-i") ? " /c" : "")
                + (call.has("-w") || call.has("-b") ? " /w" : "");
        return CmdStage.of(CmdContext.words("fc" + options + " ", left, " ", right));
    }
}
