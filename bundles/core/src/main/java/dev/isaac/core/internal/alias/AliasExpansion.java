package dev.isaac.core.internal.alias;

import dev.isaac.command.CommandException;
import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Redirection;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import dev.isaac.core.internal.parse.LineParser;
import dev.isaac.core.internal.parse.NodeWalk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts what aliases stand for in the place of their names, before anything is judged: the gate sees what will run. As in
 * the shell only a bare first word is a name, and the word behind an alias that ends in a blank.
 */
public final class AliasExpansion {

    private static final int MAX_ROUNDS = 8;

    private record Replacement(int start, int end, String value) {}

    private final Function<String, @Nullable Alias> aliases;

    /** @param aliases what a name stands for; {@code null}: nothing */
    public AliasExpansion(Function<String, @Nullable Alias> aliases) {
        this.aliases = aliases;
    }

    /**
     * The line with its aliases expanded; empty when it has none, or what they make of it cannot be read.
     *
     * @throws CommandException when an alias has more arguments than it takes
     */
    public Optional<ParsedLine.Complete> expand(ParsedLine.Complete typed) throws CommandException {
        ParsedLine.Complete now = typed;
        Set<String> used = new HashSet<>();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            List<Replacement> replacements = new ArrayList<>();
            Set<String> names = new HashSet<>();
            List<Node.Simple> simples = new ArrayList<>();
            NodeWalk.simples(now.root(), simples::add);
            for (Node.Simple simple : simples) {
                collect(simple, used, names, replacements);
            }
            if (replacements.isEmpty()) {
                break;
            }
            used.addAll(names);
            long length = now.text().length()
                    + replacements.stream()
                            .mapToLong(one -> one.value().length())
                            .sum();
            boolean readable = length <= LineParser.MAX_LENGTH; // a few aliases can make any length of each other
            if (!readable || !(LineParser.parse(apply(now.text(), replacements)) instanceof ParsedLine.Complete next)) {
                return Optional.empty();
            }
            now = next;
        }
        return used.isEmpty() ? Optional.empty() : Optional.of(now);
    }

    private static String apply(String text, List<Replacement> replacements) {
        replacements.sort((a, b) -> Integer.compare(a.start(), b.start()));
        StringBuilder changed = new StringBuilder();
        int from = 0;
        for (Replacement replacement : replacements) {
            changed.append(text, from, replacement.start()).append(replacement.value());
            from = replacement.end();
        }
        return changed.append(text.substring(from)).toString();
    }

    private void collect(Node.Simple simple, Set<String> used, Set<String> names, List<Replacement> replacements)
            throws CommandException {
        boolean next = true;
        for (int i = 0; next && i < simple.words().size(); i++) {
            Word word = simple.words().get(i);
            Alias alias = word.isBare() && !used.contains(word.text()) ? aliases.apply(word.text()) : null;
            if (alias == null) {
                return;
            }
            names.add(word.text());
            if (alias.template() != null) {
                if (i == 0) {
                    replacements.add(whole(simple, alias));
                }
                return;
            }
            next = alias.line().endsWith(" ") || alias.line().endsWith("\t");
            replacements.add(new Replacement(word.span().start(), word.span().end(), alias.line()));
        }
    }

    /** An alias that takes its arguments replaces all words; redirections among them move behind it. */
    private static Replacement whole(Node.Simple simple, Alias alias) throws CommandException {
        List<Word> words = simple.words();
        int start = words.get(0).span().start();
        int end = words.get(words.size() - 1).span().end();
        StringBuilder text = new StringBuilder(alias.expand(words.subList(1, words.size())));
        boolean plain = LineParser.parse(text.toString()) instanceof ParsedLine.Complete complete
                && complete.root().entries().size() == 1
                && complete.root().entries().get(0).node() instanceof Node.Simple;
        if (!plain) {
            text.insert(0, "{ ").append("; }");
        }
        for (Redirection redirection : simple.redirections()) {
            if (redirection.span().start() > start && redirection.span().start() < end) {
                text.append(' ')
                        .append(LineText.of(new Node.Simple(List.of(), List.of(), List.of(redirection), Span.NONE)));
            }
        }
        return new Replacement(start, end, text.toString());
    }
}
