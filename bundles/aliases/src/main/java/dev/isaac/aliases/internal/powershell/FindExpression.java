package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The expression of {@code find}: tests, joined, and one action behind them. */
final class FindExpression {

    /** What is done with what was found. */
    enum Action {
        PRINT,
        PRINT0,
        DELETE,
        EXEC
    }

    /** A test of one file. */
    sealed interface Test {
        /**
         * Its code.
         *
         * @param printed code for the name as it is printed
         */
        Ps.Expr code(Ps.Expr printed);

        /** Whether it can hold for a folder of that name, from which the search starts. */
        boolean mayHold(String name);
    }

    private record Code(Ps.Expr code) implements Test {
        @Override
        public Ps.Expr code(Ps.Expr printed) {
            return code;
        }

        @Override
        public boolean mayHold(String name) {
            return true;
        }
    }

    private record Name(String like, Pattern pattern, boolean ignoreCase) implements Test {
        @Override
        public Ps.Expr code(Ps.Expr printed) {
            return Ps.Code.of(ignoreCase ? "$_.Name -ilike " : "$_.Name -clike ", new Ps.Str(like));
        }

        @Override
        public boolean mayHold(String name) {
            return pattern.matcher(name).matches();
        }
    }

    private record Printed(String like) implements Test {
        @Override
        public Ps.Expr code(Ps.Expr printed) {
            return Ps.Code.of("(", printed, ") -clike ", new Ps.Str(like));
        }

        @Override
        public boolean mayHold(String name) {
            return true;
        }
    }

    private record Type(boolean file) implements Test {
        @Override
        public Ps.Expr code(Ps.Expr printed) {
            return Ps.Code.of(file ? "-not $_.PSIsContainer" : "$_.PSIsContainer");
        }

        @Override
        public boolean mayHold(String name) {
            return !file;
        }
    }

    private record Not(Test test) implements Test {
        @Override
        public Ps.Expr code(Ps.Expr printed) {
            return Ps.Code.of("-not (", test.code(printed), ")");
        }

        @Override
        public boolean mayHold(String name) {
            return true;
        }
    }

    private record Joined(List<Test> tests, boolean all) implements Test {
        @Override
        public Ps.Expr code(Ps.Expr printed) {
            List<Object> parts = new ArrayList<>();
            for (Test test : tests) {
                if (!parts.isEmpty()) {
                    parts.add(all ? " -and " : " -or ");
                }
                boolean inner = test instanceof Joined;
                parts.add(inner ? "(" : "");
                parts.add(test.code(printed));
                parts.add(inner ? ")" : "");
            }
            return Ps.Code.of(parts.toArray());
        }

        @Override
        public boolean mayHold(String name) {
            return all
                    ? tests.stream().allMatch(t -> t.mayHold(name))
                    : tests.stream().anyMatch(t -> t.mayHold(name));
        }
    }

    private final List<Value> words;
    private final Context context;
    private final List<Value> command = new ArrayList<>();
    private int at;
    private int maxDepth;
    private int minDepth;
    private boolean filesOnly;
    private boolean foldersOnly;
    private boolean batched;
    private boolean sized;
    private boolean acted;
    private Action action = Action.PRINT;
    private @Nullable Test test;

    FindExpression(List<Value> words, Context context) {
        this.words = words;
        this.context = context;
    }

    FindExpression parse() throws Refused {
        List<Test> tests = new ArrayList<>();
        if (!words.isEmpty()) {
            Test whole = either(tests);
            if (at < words.size()) {
                throw refused(words.get(at).typed());
            }
            test = whole;
        }
        if (acted && test instanceof Joined joined && !joined.all()) {
            throw refused("an action of which it is not plain to which tests it belongs");
        }
        // A type that holds for all is asked of Get-ChildItem itself.
        List<Test> all =
                test instanceof Joined joined && joined.all() ? new ArrayList<>(joined.tests()) : new ArrayList<>();
        if (test != null && all.isEmpty()) {
            all.add(test);
        }
        filesOnly = all.remove(new Type(true));
        foldersOnly = !filesOnly && all.remove(new Type(false));
        if (sized && !filesOnly) {
            throw refused("-size without -type f");
        }
        test = all.isEmpty() ? null : all.size() == 1 ? all.get(0) : new Joined(all, true);
        return this;
    }

    private static Refused refused(String what) {
        return new Refused("alias.find", "find: " + what + " is beyond what has a faithful translation.");
    }

    private @Nullable Test either(List<Test> unused) throws Refused {
        List<Test> branches = new ArrayList<>();
        Test first = both();
        if (first != null) {
            branches.add(first);
        }
        while (at < words.size() && (is("-o") || is("-or"))) {
            at++;
            Test next = both();
            if (next == null || branches.isEmpty()) {
                throw refused("-o without a test");
            }
            branches.add(next);
        }
        return branches.isEmpty() ? null : branches.size() == 1 ? branches.get(0) : new Joined(branches, false);
    }

    private @Nullable Test both() throws Refused {
        List<Test> tests = new ArrayList<>();
        while (at < words.size() && !is("-o") && !is("-or") && !is(")")) {
            if (is("-a") || is("-and")) {
                at++;
                continue;
            }
            if (acted) {
                throw refused("something behind an action");
            }
            Test one = primary();
            if (one != null) {
                tests.add(one);
            }
        }
        return tests.isEmpty() ? null : tests.size() == 1 ? tests.get(0) : new Joined(tests, true);
    }

    private boolean is(String text) {
        return words.get(at).text().equals(Optional.of(text));
    }

    private Value next(String option) throws Refused {
        if (at >= words.size()) {
            throw refused(option + " without a value");
        }
        return words.get(at++);
    }

    private String known(String option) throws Refused {
        Value value = next(option);
        return value.text().orElseThrow(() -> refused(option + " " + value.typed()));
    }

    private @Nullable Test primary() throws Refused {
        Value word = words.get(at++);
        String option = word.text().orElse("");
        switch (option) {
            case "!", "-not" -> {
                if (at >= words.size()) {
                    throw refused("a negation of nothing");
                }
                Test negated = primary();
                if (negated == null) {
                    throw refused("a negation of this");
                }
                return new Not(negated);
            }
            case "(" -> {
                Test inner = either(new ArrayList<>());
                if (at >= words.size() || !is(")") || inner == null) {
                    throw refused("a parenthesis");
                }
                at++;
                return inner;
            }
            case "-name", "-iname" -> {
                return name(option);
            }
            case "-path", "-wholename" -> {
                String pattern = known(option);
                return new Printed(FindStage.like("find", pattern));
            }
            case "-type" -> {
                String type = known(option);
                if (!type.equals("f") && !type.equals("d")) {
                    throw refused("-type " + type);
                }
                return new Type(type.equals("f"));
            }
            case "-empty" -> {
                return new Code(
                        Ps.Code.of(
                                "$(if ($_.PSIsContainer) { @(Get-ChildItem -LiteralPath $_.FullName -Force).Count } else { $_.Length }) -eq 0"));
            }
            case "-size" -> {
                sized = true;
                return size(known(option));
            }
            case "-mtime", "-atime" -> {
                return days(option, known(option));
            }
            case "-mmin", "-amin" -> {
                return minutes(option, known(option));
            }
            case "-newer" -> {
                return new Code(Ps.Code.of(
                        "$_.LastWriteTime -gt ",
                        Build.value(Build.command(
                                "Get-Item",
                                "-Force",
                                "-LiteralPath",
                                context.values().path(next(option)))),
                        ".LastWriteTime"));
            }
            case "-maxdepth" -> {
                maxDepth = depth(option);
                if (maxDepth == 0) {
                    throw refused("-maxdepth 0");
                }
                return null;
            }
            case "-mindepth" -> {
                minDepth = depth(option);
                if (minDepth > 1) {
                    throw refused("-mindepth " + minDepth);
                }
                return null;
            }
            case "-print" -> {
                acted = true;
                return null;
            }
            case "-print0" -> {
                return act(Action.PRINT0);
            }
            case "-delete" -> {
                return act(Action.DELETE);
            }
            case "-exec" -> {
                return exec();
            }
            default -> throw refused(word.typed());
        }
    }

    private @Nullable Test act(Action what) {
        action = what;
        acted = true;
        return null;
    }

    private int depth(String option) throws Refused {
        String text = known(option);
        if (!text.matches("[0-9]{1,3}")) {
            throw refused(option + " " + text);
        }
        return Integer.parseInt(text);
    }

    private Test name(String option) throws Refused {
        Value value = next(option);
        StringBuilder text = new StringBuilder();
        for (Value.Piece piece : value.pieces()) {
            if (piece instanceof Value.Text known) {
                text.append(known.text().replace("\\", "\\\\"));
            } else if (piece instanceof Value.Glob glob) {
                context.note("The pattern " + value.typed()
                        + " is not quoted; it is taken as find would get it where no file matches.");
                text.append(glob.text());
            } else {
                throw refused(option + " " + value.typed());
            }
        }
        // A backslash in a quoted pattern escapes for find itself.
        String pattern = value.isGlob() ? text.toString() : value.text().orElse("");
        if (pattern.indexOf('/') >= 0 || pattern.isEmpty()) {
            throw refused(option + " " + value.typed());
        }
        boolean ignoreCase = option.equals("-iname");
        return new Name(FindStage.like("find", pattern), java(pattern, ignoreCase), ignoreCase);
    }

    private static Pattern java(String pattern, boolean ignoreCase) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(
                    c == '*'
                            ? ".*"
                            : c == '?'
                                    ? "."
                                    : c == '[' || c == ']' || c == '\\' ? ".*" : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0));
    }

    private static Test size(String text) throws Refused {
        if (!text.matches("[+-]?[0-9]{1,9}[ckMG]?")) {
            throw refused("-size " + text);
        }
        char last = text.charAt(text.length() - 1);
        long unit = Optional.ofNullable(Map.of('c', 1L, 'k', 1L << 10, 'M', 1L << 20, 'G', 1L << 30)
                        .get(last))
                .orElse(512L);
        long number = Long.parseLong(text.replaceAll("[^0-9]", ""));
        long top = number * unit;
        long below = (number - 1) * unit;
        if (text.startsWith("+")) {
            return new Code(Ps.Code.of("$_.Length -gt " + top));
        }
        if (text.startsWith("-")) {
            return new Code(Ps.Code.of("$_.Length -le " + below));
        }
        return new Code(Ps.Code.of("($_.Length -gt " + below + " -and $_.Length -le " + top + ")"));
    }

    private static Test days(String option, String text) throws Refused {
        if (!text.matches("[+-]?[0-9]{1,6}")) {
            throw refused(option + " " + text);
        }
        String time = option.equals("-mtime") ? "$_.LastWriteTime" : "$_.LastAccessTime";
        int days = Integer.parseInt(text.replaceAll("[^0-9]", ""));
        String older = time + " -le (Get-Date).AddDays(-" + (days + 1) + ")";
        String newer = time + " -gt (Get-Date).AddDays(-" + days + ")";
        if (text.startsWith("+")) {
            return new Code(Ps.Code.of(older));
        }
        if (text.startsWith("-")) {
            return new Code(Ps.Code.of(newer));
        }
        return new Code(Ps.Code.of("(" + time + " -le (Get-Date).AddDays(-" + days + ") -and " + time
                + " -gt (Get-Date).AddDays(-" + (days + 1) + "))"));
    }

    private static Test minutes(String option, String text) throws Refused {
        if (!text.matches("[+-][0-9]{1,8}")) {
            throw refused(option + " " + text);
        }
        String time = option.equals("-mmin") ? "$_.LastWriteTime" : "$_.LastAccessTime";
        return new Code(Ps.Code.of(time + (text.startsWith("+") ? " -lt" : " -gt") + " (Get-Date).AddMinutes(-"
                + text.substring(1) + ")"));
    }

    private @Nullable Test exec() throws Refused {
        while (at < words.size()
                && !is(";")
                && !(is("+") && !command.isEmpty() && isItem(command.get(command.size() - 1)))) {
            command.add(item(words.get(at++)));
        }
        if (at >= words.size() || command.isEmpty()) {
            throw refused("-exec without an end");
        }
        batched = is("+");
        at++;
        return act(Action.EXEC);
    }

    private static boolean isItem(Value value) {
        return value.pieces().size() == 1 && value.pieces().get(0) instanceof Value.Item;
    }

    private static Value item(Value value) {
        if (value.text().equals(Optional.of("{}"))) {
            return new Value(List.of(new Value.Item("$i")), "{}");
        }
        return value;
    }

    Action action() {
        return action;
    }

    @Nullable
    Test test() {
        return test;
    }

    List<Value> command() {
        return command;
    }

    boolean batched() {
        return batched;
    }

    boolean filesOnly() {
        return filesOnly;
    }

    boolean foldersOnly() {
        return foldersOnly;
    }

    int maxDepth() {
        return maxDepth;
    }

    int minDepth() {
        return minDepth;
    }

    /** Whether the folder from which the search starts can be among what is found. */
    boolean mayMatchStart(Value start) {
        if (filesOnly || minDepth > 0) {
            return false;
        }
        String text = start.text().orElse("");
        String name = text.replaceAll("/+$", "");
        name = name.substring(name.lastIndexOf('/') + 1);
        return test == null || text.isEmpty() || test.mayHold(name);
    }
}
