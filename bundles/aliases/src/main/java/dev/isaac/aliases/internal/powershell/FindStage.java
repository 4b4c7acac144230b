package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.command;
import static dev.isaac.aliases.internal.powershell.Build.each;
import static dev.isaac.aliases.internal.powershell.Build.str;
import static dev.isaac.aliases.internal.powershell.Build.where;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code find}. */
final class FindStage implements StageTranslator {

    @Override
    public Stage translate(Call call, Context context) throws Refused {
        if (context.piped()) {
            throw Refused.operands("find", "it would not read what comes through the pipe");
        }
        List<Value> words = call.operands();
        List<Value> starts = new ArrayList<>();
        int at = 0;
        while (at < words.size() && !isExpression(words.get(at))) {
            starts.add(words.get(at++));
        }
        if (starts.isEmpty()) {
            starts.add(Value.of("."));
        }
        FindExpression expression = new FindExpression(words.subList(at, words.size()), context).parse();
        Ps.Expr printed = printed(starts, context);
        List<Ps.Element> listing = listing(starts, expression, context);
        FindExpression.Test test = expression.test();
        if (test != null) {
            listing.add(where(test.code(printed)));
        }
        boolean startMay = starts.stream().anyMatch(start -> expression.mayMatchStart(start));
        return switch (expression.action()) {
            case PRINT, PRINT0 -> print(starts, listing, printed, expression, startMay, context);
            case DELETE -> {
                if (!expression.filesOnly()) {
                    throw Refused.operands(
                            "find -delete", "it is translated with -type f only, because folders must be empty");
                }
                listing.add(command("Remove-Item", "-Force"));
                yield Stage.of(Flow.NOTHING, listing.toArray(Ps.Element[]::new)).success(Stage.Success.UNKNOWN);
            }
            case EXEC -> exec(listing, expression, startMay, context);
        };
    }

    private static boolean isExpression(Value word) {
        String start = word.start();
        return (start.startsWith("-") && start.length() > 1)
                || word.text().equals(Optional.of("("))
                || word.text().equals(Optional.of("!"));
    }

    private static Ps.Expr printed(List<Value> starts, Context context) throws Refused {
        Ps.Expr first = Names.printed("$_.FullName", starts.get(0), context);
        for (Value start : starts) {
            if (!Names.printed("$_.FullName", start, context).equals(first)) {
                throw Refused.operands("find", "folders whose names are printed in different ways");
            }
        }
        return first;
    }

    private static List<Ps.Element> listing(List<Value> starts, FindExpression expression, Context context)
            throws Refused {
        List<Object> arguments = new ArrayList<>();
        arguments.add("-LiteralPath");
        if (starts.stream().anyMatch(Value::isGlob)) {
            throw Refused.operands("find", "a pattern for the folder");
        }
        arguments.add(context.values().paths(starts));
        int depth = expression.maxDepth();
        if (depth != 1) {
            arguments.add("-Recurse");
        }
        if (depth > 1) {
            arguments.add("-Depth");
            arguments.add(depth - 1);
        }
        arguments.add("-Force");
        if (expression.filesOnly()) {
            arguments.add("-File");
        } else if (expression.foldersOnly()) {
            arguments.add("-Directory");
        }
        List<Ps.Element> listing = new ArrayList<>();
        listing.add(command("Get-ChildItem", arguments.toArray()));
        return listing;
    }

    private static Stage print(
            List<Value> starts,
            List<Ps.Element> listing,
            Ps.Expr printed,
            FindExpression expression,
            boolean startMay,
            Context context)
            throws Refused {
        boolean nul = expression.action() == FindExpression.Action.PRINT0;
        if (!nul) {
            context.note("Files come in the order of Windows.");
        }
        if (startMay) {
            if (starts.size() > 1 || expression.test() != null || expression.minDepth() > 0) {
                throw Refused.operands(
                        "find",
                        "a search in which the folder itself may be found; with -type f or -mindepth 1 it is not");
            }
            String start = starts.get(0).text().orElse("");
            if (start.isEmpty()) {
                throw Refused.operands("find", "a folder that is not known; with -type f it is translated");
            }
            List<Ps.Element> below = new ArrayList<>(listing);
            below.add(each(printed));
            Ps.Script both = Ps.Script.of(Ps.Pipeline.of(Build.evaluate(str(start))), new Ps.Pipeline(below));
            return Stage.of(nul ? Flow.NAMES : Flow.TEXT, new Ps.Invoke(both, List.of()));
        }
        if (nul) {
            listing.add(each(printed));
            return Stage.of(Flow.NAMES, listing.toArray(Ps.Element[]::new));
        }
        return Stage.of(Flow.FILES, listing.toArray(Ps.Element[]::new)).asText(each(printed));
    }

    private static Stage exec(List<Ps.Element> listing, FindExpression expression, boolean startMay, Context context)
            throws Refused {
        if (startMay) {
            throw Refused.operands(
                    "find -exec", "a search in which the folder itself may be found; with -type f it is not");
        }
        List<Value> words = expression.command();
        String name = words.get(0).text().orElse("");
        if (!List.of("rm", "cat", "touch", "cp", "mv", "grep", "head", "tail").contains(name)) {
            throw new Refused("alias.operand", "find -exec " + name + " has no faithful translation.");
        }
        if (expression.batched() && !List.of("rm", "cat", "touch").contains(name)) {
            throw Refused.operands("find -exec " + name, "+ gives it many files at once");
        }
        for (Value word : words) {
            if (name.equals("grep") && word.start().matches("-[a-zA-Z]*[lLHrR][a-zA-Z]*|--(files|recursive|with).*")) {
                throw Refused.operands("find -exec grep", "the names that it would print");
            }
        }
        if (!name.equals("rm") && !name.equals("mv")) {
            context.note("Files come in the order of Windows.");
        }
        Stage inner = context.nested().translate(words, Flow.NOTHING);
        // The list is complete before the first of its files goes.
        List<Ps.Element> all = List.of(
                Build.evaluate(Build.list(listing)),
                each("$i = $_.FullName; ", Ps.Script.of(new Ps.Pipeline(inner.elements()))));
        return Stage.of(inner.flow(), all.toArray(Ps.Element[]::new)).success(Stage.Success.UNKNOWN);
    }

    /** A pattern of {@code fnmatch} for {@code -like}. */
    static String pattern(Call call, Value value) throws Refused {
        StringBuilder text = new StringBuilder();
        for (Value.Piece piece : value.pieces()) {
            if (piece instanceof Value.Text known) {
                text.append(known.text());
            } else if (piece instanceof Value.Glob glob) {
                text.append(glob.text());
            } else {
                throw Refused.operands(call.name(), "a pattern with a value inside, " + value.typed() + ",");
            }
        }
        return like(call.name(), text.toString());
    }

    static String like(String command, String pattern) throws Refused {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                char next = pattern.charAt(++i);
                out.append("*?[]`".indexOf(next) >= 0 ? "`" + next : String.valueOf(next));
            } else if (c == '`') {
                out.append("``");
            } else if (c == '[') {
                int close = pattern.indexOf(']', i + 2);
                String set = close < 0 ? "" : pattern.substring(i, close + 1);
                if (!set.matches("\\[[A-Za-z0-9_. -]+]")) {
                    throw Refused.operands(command, "the pattern " + pattern);
                }
                out.append(set);
                i = close;
            } else if (c == ']') {
                out.append("`]");
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
