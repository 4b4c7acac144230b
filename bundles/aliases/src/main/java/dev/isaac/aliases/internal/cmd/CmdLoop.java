package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Value;
import dev.isaac.aliases.internal.shell.Values;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code for name in words; do …; done}.
 *
 * @param variable its name
 * @param items what it takes
 * @param range {@code start,step,end} where it counts
 */
record CmdLoop(String variable, List<Value> items, Optional<String> range) {

    private static final Pattern HEAD = Pattern.compile("(?s)for\\s+([A-Za-z_][A-Za-z0-9_]*)\\s+in\\s.*");

    static CmdLoop of(Node.Compound compound) throws Refused {
        Matcher head = HEAD.matcher(compound.text());
        if (!head.matches() || compound.words().isEmpty() || compound.bodies().isEmpty()) {
            throw Refused.construct("This loop");
        }
        List<Word> words = compound.words();
        boolean named = words.get(0).literalValue().equals(Optional.of(head.group(1)));
        List<Value> items = Values.of(named ? words.subList(1, words.size()) : words);
        if (items.isEmpty()) {
            throw Refused.construct("This loop");
        }
        if (items.size() == 1
                && items.get(0).pieces().size() == 1
                && items.get(0).pieces().get(0) instanceof Value.Substitution substitution) {
            return new CmdLoop(head.group(1), List.of(), Optional.of(sequence(substitution)));
        }
        return new CmdLoop(head.group(1), items, Optional.empty());
    }

    /** {@code $(seq 1 5)}. */
    private static String sequence(Value.Substitution substitution) throws Refused {
        Node node = substitution.body().entries().size() == 1
                ? substitution.body().entries().get(0).node()
                : substitution.body();
        if (node instanceof Node.Pipeline pipeline && pipeline.stages().size() == 1 && !pipeline.negated()) {
            node = pipeline.stages().get(0).node();
        }
        if (!(node instanceof Node.Simple simple)
                || !simple.redirections().isEmpty()
                || !simple.assignments().isEmpty()
                || simple.words().size() < 2
                || simple.words().size() > 4) {
            throw Refused.construct("A loop over what a command prints");
        }
        List<String> words = new ArrayList<>();
        for (Value value : Values.of(simple.words())) {
            words.add(value.text().orElse(""));
        }
        if (!words.get(0).equals("seq")) {
            throw Refused.construct("A loop over what a command prints");
        }
        return CmdShellStages.range(words.subList(1, words.size()));
    }

    /** How the variable is written in the body, before its letter: names in quotes lose them. */
    String modifier() {
        return range.isEmpty() && items.stream().anyMatch(item -> !isPlain(item)) ? "~" : "";
    }

    private static boolean isPlain(Value item) {
        return item.isGlob() || item.text().orElse(" ").matches("[A-Za-z0-9_.:-]+");
    }

    /** {@code for %f in (…) do @}. */
    List<CmdWord> head(String letter, CmdContext context) throws Refused {
        if (range.isPresent()) {
            return CmdContext.words("for /l ", new CmdWord.Loop(letter), " in (" + range.get() + ") do @");
        }
        List<CmdWord> words = CmdContext.words("for ", new CmdWord.Loop(letter), " in (");
        for (Value item : items) {
            words.addAll(CmdContext.words(words.size() == 3 ? "" : " "));
            if (item.isGlob()) {
                words.addAll(CmdContext.words(context.pattern(item)));
            } else if (isPlain(item)) {
                words.addAll(CmdContext.words(item.text().orElse("")));
            } else if (item.text().orElse("*").matches("[^*?\"]+")) {
                words.addAll(CmdContext.words("\"", context.inner(item), "\""));
            } else {
                throw Refused.construct("A loop over " + item.typed());
            }
        }
        words.addAll(CmdContext.words(") do @"));
        return words;
    }
}
