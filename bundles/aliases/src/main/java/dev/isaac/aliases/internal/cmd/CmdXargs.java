package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code xargs} as a loop over lines. Behind {@code find} it is read as its {@code -exec}. */
final class CmdXargs {

    /** Commands that do the same for several files at once as for one after another. */
    private static final Set<String> EACH = Set.of("cat", "touch", "mkdir", "ls", "grep", "file");

    private CmdXargs() {}

    static CmdStage translate(Call call, CmdContext context) throws Refused {
        call.allow("-I", "-n", "-L", "-r", "-0");
        if (!context.piped() || call.operands().isEmpty()) {
            throw Refused.operands("xargs", "it is translated in a pipe, with a command");
        }
        Optional<String> replaced = call.text("-I");
        boolean single = replaced.isPresent()
                || call.text("-n").equals(Optional.of("1"))
                || call.text("-L").equals(Optional.of("1"));
        String name = call.operandText(0);
        if (call.has("-0") || (!single && (!EACH.contains(name) || call.has("-n") || call.has("-L")))) {
            throw Refused.operands("xargs", "how many lines are one call of " + name + " is not the same in a loop");
        }
        List<Value> words = new ArrayList<>();
        Value item = new Value(List.of(new Value.Item("i")), "{}");
        for (Value operand : call.operands()) {
            words.add(replaced.isPresent() ? replace(operand, replaced.get(), item) : operand);
        }
        if (replaced.isEmpty()) {
            words.add(item);
            context.notes().add("Each line is one argument, blanks in it and all.");
        }
        if (name.equals("grep")) {
            context.notes().add("The name of the file does not stand before each line.");
        }
        CmdStage stage = context.scope().nested(words);
        return CmdStage.loop(List.of(), CmdStage.Loop.lines(stage.words()));
    }

    private static Value replace(Value word, String what, Value item) {
        if (word.text().isEmpty() || !word.text().get().contains(what)) {
            return word;
        }
        List<Value.Piece> pieces = new ArrayList<>();
        String text = word.text().get();
        int at = 0;
        for (int next = text.indexOf(what); next >= 0; next = text.indexOf(what, at)) {
            if (next > at) {
                pieces.add(new Value.Text(text.substring(at, next)));
            }
            pieces.addAll(item.pieces());
            at = next + what.length();
        }
        if (at < text.length()) {
            pieces.add(new Value.Text(text.substring(at)));
        }
        return new Value(pieces, word.typed());
    }

    /** The stages with {@code find … | xargs c} as {@code find … -exec c {} +}, where that is the same. */
    static List<Node.Stage> joined(List<Node.Stage> stages) {
        if (stages.size() < 2
                || !(stages.get(0).node() instanceof Node.Simple find)
                || !(stages.get(1).node() instanceof Node.Simple xargs)
                || !plain(find, "find")
                || !plain(xargs, "xargs")) {
            return stages;
        }
        List<Word> words = new ArrayList<>();
        boolean zeros = false;
        boolean grouped = false;
        boolean alternatives = find.words().stream().anyMatch(w -> text(w).matches("-o|-or|-exec|-delete|\\("));
        for (Word word : find.words()) {
            if (text(word).equals("-print0")) {
                zeros = true;
            } else if (!text(word).equals("-print")) {
                words.add(word);
            }
        }
        Optional<List<Word>> command = command(xargs.words(), zeros);
        if (command.isEmpty() || alternatives || grouped) {
            return stages;
        }
        words.add(Word.literal("-exec"));
        words.addAll(command.get());
        List<Node.Stage> all = new ArrayList<>();
        all.add(new Node.Stage(
                new Node.Simple(List.of(), words, xargs.redirections(), Span.NONE),
                stages.get(1).joinsErrors()));
        all.addAll(stages.subList(2, stages.size()));
        return all;
    }

    private static boolean plain(Node.Simple simple, String name) {
        return simple.assignments().isEmpty()
                && !simple.words().isEmpty()
                && text(simple.words().get(0)).equals(name)
                && (name.equals("xargs") || simple.redirections().isEmpty());
    }

    private static String text(Word word) {
        return word.literalValue().orElse("");
    }

    /** What xargs runs, with {@code {}} and its end; empty where it is not the same. */
    private static Optional<List<Word>> command(List<Word> words, boolean zeros) {
        boolean split = !zeros;
        String replaced = "";
        String end = "+";
        int at = 1;
        for (; at < words.size() && text(words.get(at)).startsWith("-"); at++) {
            String option = text(words.get(at));
            if (option.matches("-0|--null|-0r|-r0")) {
                split = !zeros;
            } else if (option.equals("-I") && at + 1 < words.size()) {
                replaced = text(words.get(++at));
                split = false;
            } else if (option.startsWith("-I") && option.length() > 2) {
                replaced = option.substring(2);
                split = false;
            } else if (option.matches("-[nL]1")) {
                end = ";";
            } else if (option.matches("-[nL]")
                    && at + 1 < words.size()
                    && text(words.get(at + 1)).equals("1")) {
                end = ";";
                at++;
            } else if (!option.equals("-r")) {
                return Optional.empty();
            }
        }
        if (at >= words.size() || (split && text(words.get(at)).matches("rm|mv|rmdir|kill|cp"))) {
            return Optional.empty();
        }
        List<Word> all = new ArrayList<>();
        boolean found = false;
        for (Word word : words.subList(at, words.size())) {
            boolean item = !replaced.isEmpty() && text(word).equals(replaced);
            if (!item && !replaced.isEmpty() && word.text().contains(replaced)) {
                return Optional.empty();
            }
            all.add(item ? Word.literal("{}") : word);
            found |= item;
        }
        if (!found) {
            all.add(Word.literal("{}"));
        }
        boolean each = end.equals(";")
                || !replaced.isEmpty()
                || text(words.get(at)).equals("rm")
                || EACH.contains(text(words.get(at)));
        if (!each) {
            return Optional.empty();
        }
        all.add(Word.literal(end));
        return Optional.of(all);
    }
}
