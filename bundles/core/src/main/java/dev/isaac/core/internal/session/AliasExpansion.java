package dev.isaac.core.internal.session;

import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Word;
import dev.isaac.core.internal.parse.LineParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts what {@code alias} defined in the place of the names, before anything is judged: the gate sees what will run. As in
 * the shell only a bare first word is a name, and the word behind an alias that ends in a blank.
 */
final class AliasExpansion {

    private static final int MAX_ROUNDS = 8;

    private record Replacement(int start, int end, String value) {}

    private final Map<String, String> aliases;

    AliasExpansion(Map<String, String> aliases) {
        this.aliases = aliases;
    }

    /** The line with its aliases expanded; empty when it has none, or what they make of it cannot be read. */
    Optional<ParsedLine.Complete> expand(ParsedLine.Complete typed) {
        ParsedLine.Complete now = typed;
        Set<String> used = new HashSet<>();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            List<Replacement> replacements = new ArrayList<>();
            Set<String> names = new HashSet<>();
            NodeWalk.simples(now.root(), simple -> collect(simple, used, names, replacements));
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

    private void collect(Node.Simple simple, Set<String> used, Set<String> names, List<Replacement> replacements) {
        boolean next = true;
        for (int i = 0; next && i < simple.words().size(); i++) {
            Word word = simple.words().get(i);
            String value = word.isBare() && !used.contains(word.text()) ? aliases.get(word.text()) : null;
            next = value != null && (value.endsWith(" ") || value.endsWith("\t"));
            if (value != null) {
                names.add(word.text());
                replacements.add(
                        new Replacement(word.span().start(), word.span().end(), value));
            }
        }
    }
}
