package dev.isaac.aliases.internal.shell;

import dev.isaac.command.line.Node;
import java.util.List;
import java.util.Optional;

/**
 * A word of the line language, as what it will hold.
 *
 * @param pieces in order; empty for an empty word
 * @param typed the word as it was typed, for messages
 */
public record Value(List<Piece> pieces, String typed) {

    public Value {
        pieces = List.copyOf(pieces);
    }

    /** A piece of a value. */
    public sealed interface Piece {}

    /** Text that is known. */
    public record Text(String text) implements Piece {}

    /** The value of a variable. */
    public record Variable(String name, boolean quoted) implements Piece {}

    /** The user's home folder, from a tilde. */
    public record Home() implements Piece {}

    /** {@code *}, {@code ?} or a bracket expression that is not quoted. */
    public record Glob(String text) implements Piece {}

    /** What a command prints. */
    public record Substitution(Node.Sequence body, boolean quoted) implements Piece {}

    /** The lines that commands print, as the name of a file: {@code <(…)}. */
    public record Lines(Node.Sequence body) implements Piece {}

    /**
     * A variable with something done to its value, such as <code>$&#123;x%.*&#125;</code>.
     *
     * @param operation what stands behind the name
     */
    public record Expansion(String name, String operation, boolean quoted) implements Piece {}

    /** What stands for the item of a loop, such as the {@code {}} of {@code find -exec}. */
    public record Item(String code) implements Piece {}

    /** A value that is this text. */
    public static Value of(String text) {
        return new Value(text.isEmpty() ? List.of() : List.of(new Text(text)), text);
    }

    /** The text, where it is known. */
    public Optional<String> text() {
        StringBuilder all = new StringBuilder();
        for (Piece piece : pieces) {
            if (!(piece instanceof Text text)) {
                return Optional.empty();
            }
            all.append(text.text());
        }
        return Optional.of(all.toString());
    }

    /** Whether names of files take its place. */
    public boolean isGlob() {
        return pieces.stream().anyMatch(Glob.class::isInstance);
    }

    /** What a command prints, where it is the whole value and would be split into words. */
    public Optional<Substitution> words() {
        return pieces.size() == 1 && pieces.get(0) instanceof Substitution substitution && !substitution.quoted()
                ? Optional.of(substitution)
                : Optional.empty();
    }

    /** Whether it may stand for any number of names: a pattern, what a command prints, or the item of a loop. */
    public boolean isList() {
        return isGlob() || words().isPresent() || (pieces.size() == 1 && pieces.get(0) instanceof Item);
    }

    /** The commands whose lines take the place of a file. */
    public Optional<Lines> lines() {
        return pieces.size() == 1 && pieces.get(0) instanceof Lines lines ? Optional.of(lines) : Optional.empty();
    }

    /** The text with which it certainly begins; may be empty. */
    public String start() {
        return !pieces.isEmpty() && pieces.get(0) instanceof Text text ? text.text() : "";
    }

    /** The value without its first characters, which must be text. */
    public Value after(int characters) {
        Text first = (Text) pieces.get(0);
        String rest = first.text().substring(characters);
        List<Piece> others = new java.util.ArrayList<>();
        if (!rest.isEmpty()) {
            others.add(new Text(rest));
        }
        others.addAll(pieces.subList(1, pieces.size()));
        return new Value(others, typed);
    }
}
