package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.block;
import static dev.isaac.aliases.internal.powershell.Build.each;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code xargs}: item by item, for commands that do the same with each as with many. */
final class XargsStage implements StageTranslator {

    private static final List<String> EACH = List.of(
            "rm", "cat", "touch", "mkdir", "md5sum", "sha1sum", "sha256sum", "sha512sum", "basename", "dirname");
    private static final String QUOTES = "Quotes and backslashes in the input have no meaning.";

    @Override
    public boolean reads(Flow flow, Call call) {
        return flow == Flow.NAMES && call.has("-0");
    }

    @Override
    public Stage translate(Call call, Context context) throws Refused {
        call.allow("-0", "-I", "-n", "-r", "-L", "-d");
        if (!context.piped()) {
            throw Refused.operands("xargs", "it would read what is typed at the terminal");
        }
        boolean whole = call.has("-0") || call.has("-I");
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
        boolean single = call.has("-I")
                || call.text("-n").equals(Optional.of("1"))
                || call.text("-L").equals(Optional.of("1"));
        if (!single && (call.has("-n") || call.has("-L"))) {
            throw Refused.option("xargs", "-n");
        }
        List<Value> words = new ArrayList<>(call.operands());
        String name = words.isEmpty() ? "echo" : words.get(0).text().orElse("");
        if (name.equals("echo") && !single) {
            return echo(words, whole, context);
        }
        Optional<String> mark = call.text("-I");
        if (mark.isPresent()) {
            words = replaced(words, mark.get());
        } else {
            words.add(item());
        }
        boolean labelled = name.equals("grep") && !single;
        if (!single && !EACH.contains(name) && !name.equals("grep")) {
            throw new Refused(
                    "alias.operand",
                    "xargs gives " + name + " many words at once, which has no faithful translation.",
                    "xargs -I{} " + name + " {}");
        }
        if (List.of("kill", "killall", "pkill", "chmod", "chown", "sudo", "sh", "bash")
                .contains(name)) {
            throw new Refused("alias.operand", "xargs " + name + " has no faithful translation.");
        }
        if (name.equals("rm") && !whole) {
            throw new Refused(
                    "alias.operand",
                    "xargs splits names at blanks, so that this may remove other files than those that were listed.",
                    "find … -print0 | xargs -0 rm");
        }
        if (labelled) {
            words.add(1, Value.of("-H"));
            context.note("Names of files are printed even where there is only one.");
        }
        Stage inner = context.nested().translate(words, Flow.NOTHING);
        List<Ps.Element> elements = new ArrayList<>();
        if (!whole) {
            context.note(QUOTES);
            elements.add(each("@(-split $_) -ne ''"));
        } else if (mark.isPresent()) {
            context.note(QUOTES);
        }
        String trimmed = mark.isPresent() && !call.has("-0") ? "$i = $_.TrimStart(); " : "$i = $_; ";
        elements.add(each(trimmed, Ps.Script.of(new Ps.Pipeline(inner.elements()))));
        return Stage.of(inner.flow(), elements.toArray(Ps.Element[]::new)).success(Stage.Success.UNKNOWN);
    }

    private static Value item() {
        return new Value(List.of(new Value.Item("$i")), "{}");
    }

    private static Stage echo(List<Value> words, boolean whole, Context context) throws Refused {
        StringBuilder before = new StringBuilder();
        for (Value value : words.subList(Math.min(1, words.size()), words.size())) {
            String text = value.text().orElseThrow(() -> Refused.operands("xargs echo", value.typed()));
            if (text.startsWith("-") || text.indexOf('\\') >= 0) {
                throw Refused.operands("xargs echo", text);
            }
            before.append(text).append(' ');
        }
        if (!whole) {
            context.note(QUOTES);
        }
        String items = whole ? "@($input)" : "(-split (@($input) -join ' '))";
        return Stage.text(
                        before.isEmpty()
                                ? block(items + " -join ' '")
                                : block(Build.str(before.toString()), " + (" + items + " -join ' ')"))
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
