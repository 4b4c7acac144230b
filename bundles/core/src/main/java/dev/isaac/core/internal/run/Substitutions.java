package dev.isaac.core.internal.run;

import dev.isaac.command.CommandException;
import dev.isaac.command.line.Assignment;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.Redirection;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import dev.isaac.command.line.WordPart.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs substitutions that hold commands of ours, and puts what they printed in their place. */
final class Substitutions {

    private final LineRunner runner;
    private final Ours ours;

    Substitutions(LineRunner runner, Ours ours) {
        this.runner = runner;
        this.ours = ours;
    }

    Node.Simple resolve(Node.Simple simple) throws CommandException {
        List<Word> words = new ArrayList<>();
        for (Word word : simple.words()) {
            words.addAll(split(word));
        }
        List<Assignment> assignments = new ArrayList<>();
        for (Assignment a : simple.assignments()) {
            assignments.add(new Assignment(a.name(), a.subscript(), a.append(), joined(a.value()), a.span()));
        }
        List<Redirection> redirections = new ArrayList<>();
        for (Redirection r : simple.redirections()) {
            Optional<Word> document =
                    r.document().isPresent() ? Optional.of(joined(r.document().get())) : Optional.empty();
            redirections.add(new Redirection(r.descriptor(), r.operator(), joined(r.target()), document, r.span()));
        }
        return new Node.Simple(assignments, words, redirections, simple.span());
    }

    private boolean isOurs(WordPart part) {
        return part instanceof WordPart.CommandSubstitution substitution && ours.in(substitution.body());
    }

    /** A word in which nothing is split: that of an assignment or a redirection. */
    private Word joined(Word word) throws CommandException {
        if (word.parts().stream().noneMatch(this::isOurs)) {
            return word;
        }
        String text = word.text();
        List<WordPart> parts = new ArrayList<>();
        for (WordPart part : word.parts()) {
            if (part instanceof WordPart.CommandSubstitution substitution && isOurs(part)) {
                String printed = runner.capture(substitution.body());
                text = replace(text, substitution, printed);
                parts.add(new WordPart.Literal(printed, Quoting.SINGLE));
            } else {
                parts.add(part);
            }
        }
        return new Word(parts, text, word.span());
    }

    /** A word that an unquoted substitution may make several words, or none. */
    private List<Word> split(Word word) throws CommandException {
        boolean alone = word.parts().size() == 1
                && word.parts().get(0) instanceof WordPart.CommandSubstitution only
                && !only.quoted()
                && isOurs(only);
        if (!alone) {
            return List.of(joined(word));
        }
        WordPart.CommandSubstitution only =
                (WordPart.CommandSubstitution) word.parts().get(0);
        List<Word> words = new ArrayList<>();
        for (String field : runner.capture(only.body()).split("[ \t\n]+", -1)) {
            if (!field.isEmpty()) {
                words.add(Word.literal(field));
            }
        }
        return words;
    }

    private static String replace(String text, WordPart.CommandSubstitution substitution, String printed) {
        int at = text.indexOf(substitution.text());
        if (at < 0) {
            return text;
        }
        String quoted = "'" + printed.replace("'", "'\\''") + "'";
        String inserted = substitution.quoted() ? "\"" + quoted + "\"" : quoted;
        return text.substring(0, at)
                + inserted
                + text.substring(at + substitution.text().length());
    }
}
