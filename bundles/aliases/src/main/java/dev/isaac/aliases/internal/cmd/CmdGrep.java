package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code grep} as {@code findstr}. */
final class CmdGrep {

    private static final List<Map.Entry<String, String>> OPTIONS = List.of(
            Map.entry("-i", " /i"),
            Map.entry("-v", " /v"),
            Map.entry("-n", " /n"),
            Map.entry("-x", " /x"),
            Map.entry("-l", " /m"));

    private CmdGrep() {}

    static CmdStage translate(Call call, CmdContext context) throws Refused {
        call.allow(
                "-i",
                "-v",
                "-n",
                "-q",
                "-F",
                "-x",
                "-E",
                "-G",
                "-P",
                "-l",
                "-c",
                "-r",
                "-w",
                "-s",
                "-a",
                "-e",
                "-h",
                "-H",
                "--include",
                "--color");
        List<Value> operands = new ArrayList<>(call.operands());
        String expression = expression(call, operands);
        boolean count = call.has("-c");
        boolean quiet = call.has("-q");
        if ((count && (quiet || call.has("-l") || call.has("-n"))) || (call.has("-l") && call.has("-v"))) {
            throw Refused.option("grep -c, -l", "with others");
        }
        StringBuilder options = new StringBuilder("findstr");
        for (Map.Entry<String, String> option : OPTIONS) {
            if (call.has(option.getKey())) {
                options.append(option.getValue());
            }
        }
        List<CmdWord> words;
        if (call.has("-r")) {
            words = folders(call, operands, options.toString(), expression, context);
        } else {
            words = files(call, operands, options.toString(), expression, context);
        }
        if (call.has("-s")) {
            words.addAll(CmdContext.words(" 2>nul"));
        }
        if (count) {
            words.addAll(CmdContext.words(" | find /c /v \"\""));
            return CmdStage.of(words).withoutStatus();
        }
        if (quiet) {
            words.addAll(CmdContext.words(" >nul"));
        }
        return CmdStage.of(words);
    }

    /** The options that say what is looked for; a pattern among the operands is taken from them. */
    private static String expression(Call call, List<Value> operands) throws Refused {
        List<String> patterns = new ArrayList<>();
        for (Value value : call.values("-e")) {
            patterns.add(known(value));
        }
        if (patterns.isEmpty()) {
            if (operands.isEmpty()) {
                throw Refused.operands("grep", "no pattern");
            }
            patterns.add(known(operands.remove(0)));
        }
        boolean fixed = call.has("-F") || call.name().equals("fgrep");
        boolean extended = call.has("-E") || call.has("-P") || call.name().equals("egrep");
        if (call.has("-P") && patterns.stream().anyMatch(p -> p.contains("(?") || p.contains("\\"))) {
            throw new Refused("alias.regex", "An expression of Perl is not proven to match the same in findstr.");
        }
        return FindstrPattern.of(patterns, extended, fixed, call.has("-w"));
    }

    private static String known(Value value) throws Refused {
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            throw new Refused("alias.regex", "The expression " + value.typed() + " must be known to be translated.");
        }
        return text.get();
    }

    private static List<CmdWord> files(
            Call call, List<Value> operands, String options, String expression, CmdContext context) throws Refused {
        if (context.piped() == !operands.isEmpty() || call.has("--include")) {
            throw Refused.operands("grep", "it is translated with files, or in a pipe");
        }
        boolean several = operands.size() > 1 || operands.stream().anyMatch(Value::isGlob);
        if ((call.has("-l") && operands.isEmpty()) || call.has("-H") || (call.has("-c") && several)) {
            throw Refused.operands("grep", "findstr does not name the file here, or counts them together");
        }
        List<CmdWord> words = new ArrayList<>();
        if (call.has("-h") && several) {
            words.addAll(CmdContext.words("type"));
            for (Value file : operands) {
                words.addAll(CmdContext.words(" ", context.pattern(file)));
            }
            words.addAll(CmdContext.words(" 2>nul | " + options + " " + expression));
            return words;
        }
        words.addAll(CmdContext.words(options + " " + expression));
        for (Value file : operands) {
            words.addAll(CmdContext.words(" ", context.pattern(file)));
        }
        return words;
    }

    /** {@code -r}: all files, or those that {@code --include} names, in each folder and below. */
    private static List<CmdWord> folders(
            Call call, List<Value> operands, String options, String expression, CmdContext context) throws Refused {
        if (context.piped() || call.has("-c") || call.has("-h")) {
            throw Refused.operands("grep -r", "in a pipe, or with -c or -h");
        }
        List<Value> folders = operands.isEmpty() ? List.of(Value.of(".")) : operands;
        List<String> names = new ArrayList<>();
        for (Value include : call.values("--include")) {
            names.add(CmdContext.patternText(include).orElse(""));
        }
        for (String name : names) {
            if (!name.matches("[A-Za-z0-9_.*?-]+")) {
                throw Refused.option("grep", "--include=" + name);
            }
        }
        context.notes().add("Paths are written with backslashes, and hidden files may be left out.");
        return below(folders, names.isEmpty() ? List.of("*") : names, options, expression, context);
    }

    /** findstr over all files of these names in these folders and below them. */
    static List<CmdWord> below(
            List<Value> folders, List<String> names, String options, String expression, CmdContext context)
            throws Refused {
        List<CmdWord> words = CmdContext.words(options.replaceFirst("findstr", "findstr /s") + " " + expression);
        for (Value folder : folders) {
            if (folder.isGlob()) {
                throw Refused.operands("grep -r", "patterns of folders");
            }
            boolean here = folder.text().orElse("").matches("\\./?");
            for (String name : names) {
                words.addAll(CmdContext.words(" ", here ? new CmdWord.Fixed(name) : context.pathIn(folder, name)));
            }
        }
        return words;
    }
}
