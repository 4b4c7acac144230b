package dev.isaac.core.internal.tier;

import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import java.util.ArrayList;
import java.util.List;

/**
 * What a word would become, as far as that is known without running anything. What is not known is the character
 * {@link #UNKNOWN}; wildcards stay as they are.
 */
final class WordValues {

    /** Stands for text that only a run would tell. A private-use character that nobody types. */
    static final char UNKNOWN = '\uE0FF';

    private static final int MAX_VALUES = 256;

    private final Scope scope;

    WordValues(Scope scope) {
        this.scope = scope;
    }

    /** The values of one word: several from braces or from an unquoted variable with blanks. */
    List<String> of(Word word) {
        List<WordPart> parts = word.parts();
        if (parts.size() == 1 && parts.get(0) instanceof WordPart.Literal only) {
            return List.of(only.value());
        }
        List<StringBuilder> now = new ArrayList<>(2);
        now.add(new StringBuilder());
        boolean[] present = {parts.isEmpty()};
        List<String> done = new ArrayList<>(2);
        for (WordPart part : parts) {
            now = append(now, part, present, done);
            if (now.size() > MAX_VALUES) {
                return List.of(String.valueOf(UNKNOWN));
            }
        }
        for (StringBuilder value : now) {
            if (present[0] || value.length() > 0) {
                done.add(value.toString());
            }
        }
        return done;
    }

    /** The values of several words in order. */
    List<String> of(List<Word> words) {
        List<String> values = new ArrayList<>(words.size());
        for (Word word : words) {
            values.addAll(of(word));
        }
        return values;
    }

    /** The one value of a word that is not split, such as that of an assignment. */
    String single(Word word) {
        StringBuilder value = new StringBuilder();
        for (WordPart part : word.parts()) {
            value.append(text(part));
        }
        return value.toString();
    }

    private List<StringBuilder> append(List<StringBuilder> now, WordPart part, boolean[] present, List<String> done) {
        if (part instanceof WordPart.Brace brace && !brace.alternatives().isEmpty()) {
            List<StringBuilder> more = new ArrayList<>();
            for (StringBuilder value : now) {
                for (Word alternative : brace.alternatives()) {
                    for (String text : nonEmpty(of(alternative))) {
                        more.add(new StringBuilder(value).append(text));
                    }
                }
            }
            return more;
        }
        if (part instanceof WordPart.Literal literal && literal.quoting() != WordPart.Quoting.NONE) {
            present[0] = true;
        }
        String text = text(part);
        if (part instanceof WordPart.Parameter parameter && !parameter.quoted() && hasBlank(text)) {
            String[] fields = text.trim().split("\\s+", -1);
            for (int i = 0; i < fields.length; i++) {
                if (i > 0) {
                    now.forEach(value -> done.add(value.toString()));
                    now = new ArrayList<>(List.of(new StringBuilder()));
                }
                String field = fields[i];
                now.forEach(value -> value.append(field));
            }
            return now;
        }
        now.forEach(value -> value.append(text));
        return now;
    }

    private static List<String> nonEmpty(List<String> values) {
        return values.isEmpty() ? List.of("") : values;
    }

    private static boolean hasBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ') {
                return true;
            }
        }
        return false;
    }

    private String text(WordPart part) {
        if (part instanceof WordPart.Literal literal) {
            return literal.value();
        }
        if (part instanceof WordPart.Parameter parameter) {
            return parameter.isPlain() ? scope.value(parameter.name()) : String.valueOf(UNKNOWN);
        }
        if (part instanceof WordPart.Glob glob) {
            return glob.text();
        }
        if (part instanceof WordPart.Tilde tilde) {
            return tilde.user().isEmpty() ? scope.home() : "~" + tilde.user();
        }
        if (part instanceof WordPart.ProcessSubstitution) {
            return "/dev/fd/63";
        }
        if (part instanceof WordPart.CommandSubstitution substitution) {
            return SubstitutionValue.of(substitution.body(), this);
        }
        return String.valueOf(UNKNOWN);
    }
}
