package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The expression of {@code find}: tests, joined, and actions behind them. */
final class FindExpression {

    /** What is done with what was found. */
    enum Kind {
        PRINT,
        PRINT0,
        PRINTF,
        LIST,
        DELETE,
        EXEC,
        QUIT
    }

    /**
     * One action.
     *
     * @param words of the command of {@code -exec}, or the format of {@code -printf}
     * @param batched whether the command gets many files at once
     */
    record Action(Kind kind, List<Value> words, boolean batched) {
        Action {
            words = List.copyOf(words);
        }

        Action(Kind kind) {
            this(kind, List.of(), false);
        }
    }

    private final List<Value> words;
    private final Context context;
    private final List<Action> actions = new ArrayList<>();
    private int at;
    private int depth;
    private int maxDepth;
    private int minDepth;
    private boolean filesOnly;
    private boolean foldersOnly;
    private boolean sized;
    private String dialect = "emacs";
    private @Nullable FindTest pruned;
    private @Nullable FindTest test;

    FindExpression(List<Value> words, Context context) {
        this.words = words;
        this.context = context;
    }

    FindExpression parse() throws Refused {
        boolean prunes = words.stream().anyMatch(w -> w.text().equals(Optional.of("-prune")));
        FindTest whole = words.isEmpty() ? null : prunes ? pruned() : either();
        if (at < words.size()) {
            throw FindTests.refused(words.get(at).typed());
        }
        if (!actions.isEmpty() && !prunes && whole instanceof FindTest.Joined joined && !joined.all()) {
            throw FindTests.refused("an action of which it is not plain to which tests it belongs");
        }
        // A type that holds for all is asked of Get-ChildItem itself.
        List<FindTest> all = whole instanceof FindTest.Joined joined && joined.all()
                ? new ArrayList<>(joined.tests())
                : new ArrayList<>();
        if (whole != null && all.isEmpty()) {
            all.add(whole);
        }
        filesOnly = all.remove(new FindTest.Type(true));
        foldersOnly = !filesOnly && all.remove(new FindTest.Type(false));
        if (sized && foldersOnly) {
            throw FindTests.refused("-size of folders");
        }
        if (sized && !filesOnly) {
            context.note("Folders have no size on Windows, so that only files are found.");
            filesOnly = true;
        }
        whole = all.isEmpty() ? null : all.size() == 1 ? all.get(0) : new FindTest.Joined(all, true);
        test = pruned == null ? whole : outside(pruned, whole);
        return this;
    }

    /** {@code WHAT -prune -o REST}. */
    private @Nullable FindTest pruned() throws Refused {
        List<FindTest> tests = new ArrayList<>();
        while (at < words.size() && !is("-prune")) {
            if (is("-a") || is("-and")) {
                at++;
                continue;
            }
            FindTest one = primary();
            if (one == null) {
                continue;
            }
            tests.add(one);
        }
        at++;
        if (tests.isEmpty() || !actions.isEmpty() || at >= words.size() || !(is("-o") || is("-or"))) {
            throw FindTests.refused("-prune without a test before it and -o behind it");
        }
        at++;
        pruned = tests.size() == 1 ? tests.get(0) : new FindTest.Joined(tests, true);
        return both();
    }

    private FindTest outside(FindTest what, @Nullable FindTest rest) throws Refused {
        List<FindTest> tests = what instanceof FindTest.Joined joined && joined.all()
                ? new ArrayList<>(joined.tests())
                : new ArrayList<>(List.of(what));
        boolean folders = tests.remove(new FindTest.Type(false));
        if (tests.size() != 1) {
            throw FindTests.refused("-prune behind such tests");
        }
        List<FindTest> any = tests.get(0) instanceof FindTest.Joined joined && !joined.all()
                ? joined.tests()
                : List.of(tests.get(0));
        List<String> expressions = new ArrayList<>();
        for (FindTest one : any) {
            if (one instanceof FindTest.Name name && !name.ignoreCase()) {
                expressions.add("(?:.*/)?" + regex(name.like(), "[^/]*", "[^/]"));
            } else if (one instanceof FindTest.Printed printed
                    && printed.operator().equals("-clike")) {
                expressions.add(regex(printed.text(), ".*", "."));
            } else {
                throw FindTests.refused("-prune behind such a test");
            }
        }
        FindTest remaining = rest == null ? new FindTest.Code(Ps.Code.of("$true")) : rest;
        boolean shown = actions.isEmpty();
        if (shown && (filesOnly || foldersOnly)) {
            // What is left out is shown itself, whatever it is, so that Get-ChildItem must give all.
            remaining = new FindTest.Joined(List.of(new FindTest.Type(filesOnly), remaining), true);
            filesOnly = false;
            foldersOnly = false;
        }
        return new FindTest.Outside("^(?:" + String.join("|", expressions) + ")", folders, shown, remaining);
    }

    /** A pattern of {@code -like} as an expression. */
    private static String regex(String like, String many, String one) throws Refused {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < like.length(); i++) {
            char c = like.charAt(i);
            if (c == '`' && i + 1 < like.length()) {
                out.append(PosixRegex.literal(String.valueOf(like.charAt(++i))));
            } else if (c == '[') {
                throw FindTests.refused("-prune with such a pattern");
            } else {
                out.append(c == '*' ? many : c == '?' ? one : PosixRegex.literal(String.valueOf(c)));
            }
        }
        return out.toString();
    }

    private @Nullable FindTest either() throws Refused {
        List<FindTest> branches = new ArrayList<>();
        FindTest first = both();
        if (first != null) {
            branches.add(first);
        }
        while (at < words.size() && (is("-o") || is("-or"))) {
            at++;
            FindTest next = both();
            if (next == null || branches.isEmpty()) {
                throw FindTests.refused("-o without a test");
            }
            branches.add(next);
        }
        return branches.isEmpty()
                ? null
                : branches.size() == 1 ? branches.get(0) : new FindTest.Joined(branches, false);
    }

    private @Nullable FindTest both() throws Refused {
        List<FindTest> tests = new ArrayList<>();
        while (at < words.size() && !is("-o") && !is("-or") && !is(")")) {
            if (is("-a") || is("-and")) {
                at++;
                continue;
            }
            boolean acted = !actions.isEmpty();
            FindTest one = primary();
            if (one != null && acted) {
                throw FindTests.refused("a test behind an action");
            }
            if (one != null) {
                tests.add(one);
            }
        }
        return tests.isEmpty() ? null : tests.size() == 1 ? tests.get(0) : new FindTest.Joined(tests, true);
    }

    private boolean is(String text) {
        return words.get(at).text().equals(Optional.of(text));
    }

    private Value next(String option) throws Refused {
        if (at >= words.size()) {
            throw FindTests.refused(option + " without a value");
        }
        return words.get(at++);
    }

    private String known(String option) throws Refused {
        Value value = next(option);
        return value.text().orElseThrow(() -> FindTests.refused(option + " " + value.typed()));
    }

    private @Nullable FindTest primary() throws Refused {
        Value word = words.get(at++);
        String option = word.text().orElse("");
        switch (option) {
            case "!", "-not" -> {
                if (++depth > 40) {
                    throw FindTests.refused("so many negations");
                }
                boolean acted = !actions.isEmpty();
                FindTest negated = at < words.size() ? primary() : null;
                if (negated == null || acted != !actions.isEmpty()) {
                    throw FindTests.refused("a negation of this");
                }
                depth--;
                return new FindTest.Not(negated);
            }
            case "(" -> {
                if (++depth > 40) {
                    throw FindTests.refused("so many parentheses");
                }
                boolean acted = !actions.isEmpty();
                FindTest inner = either();
                depth--;
                if (at >= words.size() || !is(")") || inner == null || acted != !actions.isEmpty()) {
                    throw FindTests.refused("a parenthesis");
                }
                at++;
                return inner;
            }
            case "-name", "-iname" -> {
                return FindTests.name(option, next(option), context);
            }
            case "-path", "-wholename", "-ipath", "-iwholename" -> {
                return FindTests.path(option, FindTests.pattern(option, next(option), context));
            }
            case "-regextype" -> {
                dialect = known(option);
                if (!List.of(
                                "emacs",
                                "posix-basic",
                                "grep",
                                "sed",
                                "posix-extended",
                                "posix-egrep",
                                "egrep",
                                "awk",
                                "posix-awk")
                        .contains(dialect)) {
                    throw FindTests.refused(option + " " + dialect);
                }
                return null;
            }
            case "-regex", "-iregex" -> {
                return FindTests.regex(option, known(option), dialect);
            }
            case "-type" -> {
                return FindTests.type(known(option));
            }
            case "-empty" -> {
                return FindTests.empty();
            }
            case "-true" -> {
                return new FindTest.Code(Ps.Code.of("$true"));
            }
            case "-size" -> {
                sized = true;
                return FindTests.size(known(option));
            }
            case "-mtime", "-atime", "-ctime", "-mmin", "-amin", "-cmin" -> {
                return FindTests.time(option, known(option), context);
            }
            case "-newer" -> {
                return FindTests.newer(next(option), context);
            }
            case "-newermt" -> {
                return FindTests.newerThan(known(option));
            }
            case "-maxdepth" -> {
                maxDepth = depth(option);
                if (maxDepth == 0) {
                    throw FindTests.refused("-maxdepth 0");
                }
                return null;
            }
            case "-mindepth" -> {
                minDepth = depth(option);
                if (minDepth > 1) {
                    throw FindTests.refused("-mindepth " + minDepth);
                }
                return null;
            }
            case "-depth", "-noleaf" -> {
                return null;
            }
            case "-xdev", "-mount" -> {
                context.note("Other drives that are mounted in folders are searched too.");
                return null;
            }
            default -> {
                return action(word, option);
            }
        }
    }

    private @Nullable FindTest action(Value word, String option) throws Refused {
        switch (option) {
            case "-print" -> actions.add(new Action(Kind.PRINT));
            case "-print0" -> actions.add(new Action(Kind.PRINT0));
            case "-ls" -> actions.add(new Action(Kind.LIST));
            case "-delete" -> actions.add(new Action(Kind.DELETE));
            case "-quit" -> actions.add(new Action(Kind.QUIT));
            case "-printf" -> actions.add(new Action(Kind.PRINTF, List.of(next(option)), false));
            case "-exec" -> actions.add(exec());
            default -> throw FindTests.refused(word.typed());
        }
        return null;
    }

    private int depth(String option) throws Refused {
        String text = known(option);
        if (!text.matches("[0-9]{1,3}")) {
            throw FindTests.refused(option + " " + text);
        }
        return Integer.parseInt(text);
    }

    private Action exec() throws Refused {
        List<Value> command = new ArrayList<>();
        while (at < words.size()
                && !is(";")
                && !(is("+") && !command.isEmpty() && isItem(command.get(command.size() - 1)))) {
            command.add(item(words.get(at++)));
        }
        if (at >= words.size() || command.isEmpty()) {
            throw FindTests.refused("-exec without an end");
        }
        boolean batched = is("+");
        at++;
        return new Action(Kind.EXEC, command, batched);
    }

    private static boolean isItem(Value value) {
        return value.pieces().size() == 1 && value.pieces().get(0) instanceof Value.Item;
    }

    private static Value item(Value value) {
        List<Value.Piece> pieces = new ArrayList<>();
        for (Value.Piece piece : value.pieces()) {
            if (!(piece instanceof Value.Text text)) {
                pieces.add(piece);
                continue;
            }
            String[] around = text.text().split("\\{}", -1);
            for (int i = 0; i < around.length; i++) {
                if (i > 0) {
                    pieces.add(new Value.Item("$i"));
                }
                if (!around[i].isEmpty()) {
                    pieces.add(new Value.Text(around[i]));
                }
            }
        }
        return new Value(pieces, value.typed());
    }

    List<Action> actions() {
        return actions.isEmpty() ? List.of(new Action(Kind.PRINT)) : List.copyOf(actions);
    }

    @Nullable
    FindTest test() {
        return test;
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
