package dev.isaac.command.line;

import java.util.List;
import java.util.Optional;

/**
 * One word as typed: pieces of text and expansions without blanks between them.
 *
 * @param parts in order; empty for a word such as {@code ''} that was quoted and holds nothing
 * @param text as typed, quotes included
 */
public record Word(List<WordPart> parts, String text, Span span) {

    public Word {
        parts = List.copyOf(parts);
    }

    /** A word of plain text, made by a rewriter; quoted in its text where the line language needs it. */
    public static Word literal(String value) {
        return new Word(
                List.of(new WordPart.Literal(value, WordPart.Quoting.SINGLE)), LineText.quote(value), Span.NONE);
    }

    /**
     * The value of the word where it is known without running anything: all parts are literal.
     *
     * @return empty when an expansion decides
     */
    public Optional<String> literalValue() {
        if (parts.size() == 1 && parts.get(0) instanceof WordPart.Literal only) {
            return Optional.of(only.value());
        }
        StringBuilder value = new StringBuilder();
        for (WordPart part : parts) {
            if (part instanceof WordPart.Literal literal) {
                value.append(literal.value());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(value.toString());
    }

    /** Whether no part was quoted or escaped, as a keyword or an alias must be. */
    public boolean isBare() {
        for (WordPart part : parts) {
            if (!(part instanceof WordPart.Literal literal) || literal.quoting() != WordPart.Quoting.NONE) {
                return false;
            }
        }
        return true;
    }
}
