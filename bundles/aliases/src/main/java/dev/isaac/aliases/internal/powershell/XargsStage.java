package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.block;
import static dev.isaac.aliases.internal.powershell.Build.each;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code xargs}: item by item, or all items at once for commands that take a list. */
final class XargsStage implements StageTranslator {

    /** Commands that do the same with each item as with many. */
    private static final Set<String> EACH = Set.of(
            "rm",
            "cat",
            "touch",
            "mkdir",
            "md5sum",
            "sha1sum",
            "sha256sum",
            "sha512sum",
            "basename",
            "dirname",
            "sed",
            "zcat");
    /** Commands that get all items as one list. */
    private static final Set<String> LIST = Set.of("wc", "head", "tail", "sort", "awk");

    private static final Set<String> NEVER =
            Set.of("kill", "killall", "pkill", "chmod", "chown", "sudo", "sh", "bash", "xargs", "find", "exit", "cd");
    private static final String QUOTES = "Quotes and backslashes in the input have no meaning.";

    @Override
    public boolean reads(Flow flow, Call call) {
        return flow == Flow.NAMES && call.has("-0");
    }

    @Override
    public Stage translate(Call call, Context context) throws Refused {
        if (!context.piped() && context.inputFile().isPresent()) {
            List<Ps.Element> source = Source.lines(call, context, List.of());
            Stage stage = translate(call, context.reading(Flow.TEXT));
            return new Stage(
                    Source.then(source, stage.elements().toArray(Ps.Element[]::new)),
                    stage.flow(),
                    stage.toText(),
                    stage.success(),
                    stage.condition(),
                    stage.shown());
        }
        call.allow("-0", "-I", "-i", "-n", "-r", "-L", "-d", "-t", "-P", "-a");
        if (call.has("-t") || call.has("-P") || call.has("-a")) {
            throw Refused.option("xargs", "-t, -P or -a");
        }
        if (!context.piped()) {
            throw Refused.operands("xargs", "it would read what is typed at the terminal");
        }
        Optional<String> mark = call.has("-i") ? Optional.of(call.text("-i").orElse("{}")) : call.text("-I");
        boolean whole = call.has("-0") || mark.isPresent();
        if (call.has("-d")) {
            String delimiter = call.text("-d").orElse("");
            if (!delimiter.equals("\\n") && !delimiter.equals("\n")) {
                throw Refused.option("xargs", "-d " + delimiter);
            }
            whole = true;
        }
        if (call.has("-0") && context.input() != Flow.NAMES) {
            throw Refused.operands("xargs -0", "it reads what -print0 of find gives only");
        }
        boolean single = mark.isPresent()
                || call.text("-n").equals(Optional.of("1"))
                || (call.text("-L").equals(Optional.of("1")) && whole);
        List<Value> words = new ArrayList<>(call.operands());
        String name = words.isEmpty() ? "echo" : words.get(0).text().orElse("");
        if (!single && (call.has("-n") || call.has("-L"))) {
            return groups(call, words, name, whole, context);
        }
        if (NEVER.contains(name)) {
            throw new Refused("alias.operand", "xargs " + name + " has no faithful translation.");
        }
        if (name.equals("rm") && !whole) {
            throw new Refused(
                    "alias.operand",
                    "xargs splits names at blanks, so that this may remove other files than those that were listed.",
                    "find … -print0 | xargs -0 rm");
        }
        if (name.equals("echo") && !single) {
            return echo(words, whole, context);
        }
        if (!single && (LIST.contains(name) || context.isProgram(name))) {
            return together(words, whole, context);
        }
        return one(call, words, name, mark, single, whole, context);
    }

    private static Stage one(
            Call call,
            List<Value> given,
            String name,
            Optional<String> mark,
            boolean single,
            boolean whole,
            Context context)
            throws Refused {
        List<Value> words = given;
        if (mark.isPresent()) {
            words = replaced(words, mark.get());
        } else {
            words.add(item());
        }
        boolean targeted = (name.equals("cp") || name.equals("mv"))
                && words.stream().anyMatch(w -> w.start().matches("-t.*|--target.*"));
        if (!single && !EACH.contains(name) && !name.equals("grep") && !targeted) {
            throw new Refused(
                    "alias.operand",
                    "xargs gives " + name + " many words at once, which has no faithful translation.",
                    "xargs -I{} " + name + " {}");
        }
        if (name.equals("sed")
                && words.stream().noneMatch(w -> w.start().matches("-[nErs]*i.*|--in-place.*"))
                && !single) {
            return together(given.subList(0, given.size() - 1), whole, context);
        }
        if (name.equals("grep")
                && !single
                && words.stream().noneMatch(w -> w.start().matches("-[a-zA-Z]*[hlLH][a-zA-Z]*"))) {
            words.add(1, Value.of("-H"));
            context.note("Names of files are printed even where there is only one.");
        }
        Stage inner = context.nested().translate(words, Flow.NOTHING);
        List<Ps.Element> elements = new ArrayList<>();
        if (!whole) {
            context.note(QUOTES);
            elements.add(each("@(-split $_) -ne ''"));
        } else if (!call.has("-0") && !call.has("-d")) {
            context.note(QUOTES);
        }
        String trimmed = mark.isPresent() && !call.has("-0") ? "$i = $_.TrimStart(); " : "$i = $_; ";
        List<Ps.Element> done = inner.toText().isPresent() && inner.flow() != Flow.OBJECTS
                ? Source.then(inner.elements(), inner.toText().get().toArray(Ps.Element[]::new))
                : inner.elements();
        elements.add(each(trimmed, Ps.Script.of(new Ps.Pipeline(done))));
        Flow flow = inner.flow() == Flow.NOTHING || inner.flow() == Flow.OBJECTS ? inner.flow() : Flow.TEXT;
        return Stage.of(flow, elements.toArray(Ps.Element[]::new)).success(Stage.Success.UNKNOWN);
    }

    private static Value item() {
        return new Value(List.of(new Value.Item("$i")), "{}");
    }

    /** One run with all items: nothing runs where there are none. */
    private static Stage together(List<Value> given, boolean whole, Context context) throws Refused {
        List<Value> words = new ArrayList<>(given);
        words.add(new Value(List.of(new Value.Item("$i")), "{}"));
        if (!whole) {
            context.note(QUOTES);
        }
        context.note("Where nothing comes in, nothing is run, as with -r.");
        Stage inner = context.nested().translate(words, Flow.NOTHING);
        if (inner.toText().isPresent()) {
            throw Refused.operands("xargs", "what this gives");
        }
        Ps.Script script = Ps.Script.of(
                Ps.Pipeline.of(Build.evaluate("$i = " + (whole ? "@($input)" : "@(-split (@($input) -join ' '))"))),
                new Ps.If(
                        Ps.Code.of("$i.Count -gt 0"),
                        Ps.Script.of(new Ps.Pipeline(inner.elements())),
                        Optional.empty()));
        return Stage.of(inner.flow(), new Ps.Invoke(script, List.of())).success(Stage.Success.UNKNOWN);
    }

    /** {@code -n 2} and {@code -L 2} of {@code echo}: so many items in each line. */
    private static Stage groups(Call call, List<Value> words, String name, boolean whole, Context context)
            throws Refused {
        int count = Source.number(
                call,
                call.text("-n").or(() -> call.value("-L").flatMap(Value::text)).orElse(""));
        if (count == 0 || !name.equals("echo") || (call.has("-n") && call.has("-L"))) {
            throw Refused.option("xargs", "-n or -L with this command");
        }
        String before = before(words);
        boolean lines = whole || call.has("-L");
        context.note(QUOTES);
        return Stage.text(block(
                "$i = " + (lines ? "@($input)" : "@(-split (@($input) -join ' '))")
                        + "; for ($k = 0; $k -lt $i.Count; $k += " + count + ") { ",
                Build.str(before),
                " + ($i[$k..([Math]::Min($k + " + count + ", $i.Count) - 1)] -join ' ') }"));
    }

    private static String before(List<Value> words) throws Refused {
        StringBuilder before = new StringBuilder();
        for (Value value : words.subList(Math.min(1, words.size()), words.size())) {
            String text = value.text().orElseThrow(() -> Refused.operands("xargs echo", value.typed()));
            if (text.startsWith("-") || text.indexOf('\\') >= 0) {
                throw Refused.operands("xargs echo", text);
            }
            before.append(text).append(' ');
        }
        return before.toString();
    }

    private static Stage echo(List<Value> words, boolean whole, Context context) throws Refused {
        String before = before(words);
        if (!whole) {
            context.note(QUOTES);
        }
        String items = whole ? "@($input)" : "(-split (@($input) -join ' '))";
        return Stage.text(
                        before.isEmpty()
                                ? block(items + " -join ' '")
                                : block(Build.str(before), " + (" + items + " -join ' ')"))
                .success(Stage.Success.ALWAYS);
    }

    private static List<Value> replaced(List<Value> words, String mark) {
        List<Value> all = new ArrayList<>();
        for (Value word : words) {
            List<Value.Piece> pieces = new ArrayList<>();
            for (Value.Piece piece : word.pieces()) {
                if (!(piece instanceof Value.Text text)) {
                    pieces.add(piece);
                    continue;
                }
                String rest = text.text();
                int found = rest.indexOf(mark);
                while (found >= 0) {
                    if (found > 0) {
                        pieces.add(new Value.Text(rest.substring(0, found)));
                    }
                    pieces.add(new Value.Item("$i"));
                    rest = rest.substring(found + mark.length());
                    found = rest.indexOf(mark);
                }
                if (!rest.isEmpty()) {
                    pieces.add(new Value.Text(rest));
                }
            }
            all.add(new Value(pieces, word.typed()));
        }
        return all;
    }
}
