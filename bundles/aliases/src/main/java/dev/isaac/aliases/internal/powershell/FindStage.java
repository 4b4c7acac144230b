package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.command;
import static dev.isaac.aliases.internal.powershell.Build.each;
import static dev.isaac.aliases.internal.powershell.Build.where;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code find}. */
final class FindStage implements StageTranslator {

    private static final String ORDER = "Files come in the order of Windows.";

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
        return new FindSearch(starts, expression, context).stage();
    }

    private static boolean isExpression(Value word) {
        String start = word.start();
        return (start.startsWith("-") && start.length() > 1)
                || word.text().equals(Optional.of("("))
                || word.text().equals(Optional.of("!"));
    }

    /** One search. */
    private static final class FindSearch {
        private final List<Value> starts;
        private final FindExpression expression;
        private final Context context;
        private final Ps.Expr printed;
        private final boolean startMay;

        FindSearch(List<Value> starts, FindExpression expression, Context context) throws Refused {
            this.starts = starts;
            this.expression = expression;
            this.context = context;
            this.printed = printed(starts, context);
            this.startMay = starts.stream().anyMatch(expression::mayMatchStart);
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

        Stage stage() throws Refused {
            List<FindExpression.Action> actions = expression.actions();
            FindExpression.Action last = actions.get(actions.size() - 1);
            boolean one = last.kind() == FindExpression.Kind.QUIT;
            if (one) {
                actions = actions.size() == 1
                        ? List.of(new FindExpression.Action(FindExpression.Kind.PRINT))
                        : actions.subList(0, actions.size() - 1);
                last = actions.get(actions.size() - 1);
            }
            if (actions.size() > 1) {
                return several(actions, one);
            }
            return switch (last.kind()) {
                case PRINT, PRINT0 -> print(last.kind() == FindExpression.Kind.PRINT0, one);
                case PRINTF -> printf(last, one);
                case LIST -> list();
                case DELETE -> delete(one);
                case EXEC -> exec(last, one);
                case QUIT -> throw FindTests.refused("-quit twice");
            };
        }

        private List<Ps.Element> listing() throws Refused {
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
            FindTest test = expression.test();
            if (test != null) {
                listing.add(where(test.code(printed, Ps.Code.of("$_.Name"))));
            }
            return listing;
        }

        private static void first(List<Ps.Element> elements, boolean one) {
            if (one) {
                elements.add(command("Select-Object", "-First", 1));
            }
        }

        private Stage print(boolean nul, boolean one) throws Refused {
            if (!nul) {
                context.note(ORDER);
            }
            Flow flow = nul ? Flow.NAMES : Flow.TEXT;
            if (startMay) {
                List<Ps.Element> all = new ArrayList<>();
                all.add(withStarts());
                first(all, one);
                return Stage.of(flow, all.toArray(Ps.Element[]::new));
            }
            List<Ps.Element> listing = listing();
            first(listing, one);
            if (nul) {
                listing.add(each(printed));
                return Stage.of(flow, listing.toArray(Ps.Element[]::new));
            }
            return Stage.of(Flow.FILES, listing.toArray(Ps.Element[]::new)).asText(each(printed));
        }

        /** The names, the folders from which the search starts among them. */
        private Ps.Element withStarts() throws Refused {
            List<Ps.Statement> statements = new ArrayList<>();
            for (Value start : starts) {
                if (!expression.mayMatchStart(start)) {
                    continue;
                }
                Ps.Expr name = context.values().argument(start);
                FindTest test = expression.test();
                if (test == null) {
                    statements.add(Ps.Pipeline.of(Build.evaluate(name)));
                    continue;
                }
                statements.add(Ps.Pipeline.of(
                        command("Get-Item", "-LiteralPath", context.values().path(start), "-Force"),
                        where(test.code(name, base(start))),
                        each(name)));
            }
            List<Ps.Element> below = listing();
            below.add(each(printed));
            statements.add(new Ps.Pipeline(below));
            return new Ps.Invoke(new Ps.Script(statements), List.of());
        }

        /** The last part of the name of a folder, which for find is that of the name as it was given. */
        private static Ps.Expr base(Value start) {
            String text = start.text().orElse("").replaceAll("/+$", "");
            return text.isEmpty() ? Ps.Code.of("$_.Name") : new Ps.Str(text.substring(text.lastIndexOf('/') + 1));
        }

        private Stage list() throws Refused {
            noStart("-ls");
            return Stage.of(Flow.OBJECTS, listing().toArray(Ps.Element[]::new))
                    .shown("It shows a table of objects with other columns.");
        }

        private void noStart(String action) throws Refused {
            if (startMay) {
                throw Refused.operands(
                        "find " + action,
                        "a search in which the folder itself may be found; with -type f or -mindepth 1 it is not");
            }
        }

        private Stage printf(FindExpression.Action action, boolean one) throws Refused {
            noStart("-printf");
            context.note(ORDER);
            List<Ps.Element> listing = listing();
            first(listing, one);
            listing.add(each(FindFormat.read(action.words().get(0), printed, starts, expression.filesOnly())));
            return Stage.text(listing);
        }

        private Stage delete(boolean one) throws Refused {
            if (one) {
                throw FindTests.refused("-quit behind -delete");
            }
            noStart("-delete");
            List<Ps.Element> listing = listing();
            if (!expression.filesOnly()) {
                // What lies deeper has the longer name, and goes before the folder that holds it.
                return Stage.of(
                                Flow.NOTHING,
                                Build.evaluate(Build.list(listing)),
                                command("Sort-Object", "-Property", "{ $_.FullName.Length }", "-Descending"),
                                each(
                                        "if ($_.PSIsContainer -and @(Get-ChildItem -LiteralPath $_.FullName -Force).Count -gt 0) {"
                                                + " Write-Error \"find: cannot delete '$($_.FullName)': Directory not empty\" } else {"
                                                + " Remove-Item -LiteralPath $_.FullName -Force }"))
                        .success(Stage.Success.UNKNOWN);
            }
            listing.add(command("Remove-Item", "-Force"));
            return Stage.of(Flow.NOTHING, listing.toArray(Ps.Element[]::new)).success(Stage.Success.UNKNOWN);
        }

        /** {@code -print} before another action, or several commands that cannot fail. */
        private Stage several(List<FindExpression.Action> actions, boolean one) throws Refused {
            noStart("with several actions");
            FindExpression.Action last = actions.get(actions.size() - 1);
            FindExpression.Action first = actions.get(0);
            List<Ps.Element> listing = listing();
            if (actions.size() == 2
                    && first.kind() == FindExpression.Kind.EXEC
                    && !first.batched()
                    && (last.kind() == FindExpression.Kind.PRINT || last.kind() == FindExpression.Kind.PRINT0)) {
                Stage inner = context.nested().translate(first.words(), Flow.NOTHING);
                Ps.Expr condition = inner.condition()
                        .orElseThrow(() ->
                                FindTests.refused("-exec as a test of a command that tells its success otherwise"));
                context.note(ORDER);
                listing.add(where("$i = $_.FullName; ", condition));
                first(listing, one);
                return last.kind() == FindExpression.Kind.PRINT
                        ? Stage.of(Flow.FILES, listing.toArray(Ps.Element[]::new))
                                .asText(each(printed))
                        : Stage.of(
                                Flow.NAMES, Source.then(listing, each(printed)).toArray(Ps.Element[]::new));
            }
            if (actions.size() == 2 && first.kind() == FindExpression.Kind.PRINT && !one) {
                if (last.kind() == FindExpression.Kind.DELETE && expression.filesOnly()) {
                    Ps.Script remove = Ps.Script.of(
                            Ps.Pipeline.of(command("Remove-Item", "-LiteralPath", "$_.FullName", "-Force")));
                    return Stage.text(Source.then(
                                    List.of(Build.evaluate(Build.list(listing))), each(printed, "; ", remove)))
                            .success(Stage.Success.UNKNOWN);
                }
                if (last.kind() == FindExpression.Kind.EXEC && !last.batched()) {
                    Stage inner = run(last);
                    return Stage.of(
                                    Flow.TEXT,
                                    Build.evaluate(Build.list(listing)),
                                    each(
                                            printed,
                                            "; $i = ",
                                            item(last),
                                            "; ",
                                            Ps.Script.of(new Ps.Pipeline(inner.elements()))))
                            .success(Stage.Success.UNKNOWN);
                }
            }
            throw FindTests.refused("several actions");
        }

        private Stage exec(FindExpression.Action action, boolean one) throws Refused {
            noStart("-exec");
            if (one) {
                throw FindTests.refused("-quit behind -exec");
            }
            if (action.batched() && FindCommands.isProgram(action.words(), context)) {
                return program(action);
            }
            Stage inner = run(action);
            // The list is complete before the first of its files goes.
            List<Ps.Element> all = List.of(
                    Build.evaluate(Build.list(listing())),
                    each("$i = ", item(action), "; ", Ps.Script.of(new Ps.Pipeline(inner.elements()))));
            return Stage.of(inner.flow(), all.toArray(Ps.Element[]::new)).success(Stage.Success.UNKNOWN);
        }

        /** The file as the command gets it: those that print the names of files get them as find prints them. */
        private Ps.Expr item(FindExpression.Action action) {
            return FindCommands.printsNames(action.words()) ? printed : Ps.Code.of("$_.FullName");
        }

        private Stage run(FindExpression.Action action) throws Refused {
            List<Value> words = FindCommands.checked(action.words(), action.batched(), context);
            if (!FindCommands.destroys(words)) {
                context.note(ORDER);
            }
            Stage inner = context.nested().translate(words, Flow.NOTHING);
            return inner.toText().isPresent() && inner.flow() != Flow.OBJECTS
                    ? Stage.text(
                            Source.then(inner.elements(), inner.toText().get().toArray(Ps.Element[]::new)))
                    : inner;
        }

        /** A program that gets all files at once. */
        private Stage program(FindExpression.Action action) throws Refused {
            context.note(ORDER);
            Stage inner = context.nested().translate(action.words(), Flow.NOTHING);
            List<Ps.Element> listing = listing();
            listing.add(each(printed));
            Ps.Script script = Ps.Script.of(
                    Ps.Pipeline.of(Build.evaluate("$i = ", Build.list(listing))),
                    new Ps.If(
                            Ps.Code.of("$i.Count -gt 0"),
                            Ps.Script.of(new Ps.Pipeline(inner.elements())),
                            Optional.empty()));
            return Stage.of(inner.flow(), new Ps.Invoke(script, List.of())).success(Stage.Success.UNKNOWN);
        }
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
