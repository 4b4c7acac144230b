package dev.isaac.core.internal.tier;

import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What words would become, as far as that is known without running anything. What is not known is the character
 * {@link #UNKNOWN}; wildcards stay as they are. One evaluation follows one of several possibilities; {@link #all} goes
 * through them.
 */
final class WordValues {

    /** Stands for text that only a run would tell. A private-use character that nobody types. */
    static final char UNKNOWN = '\uE0FF';

    private static final String UNKNOWN_TEXT = String.valueOf(UNKNOWN);
    private static final int MAX_VALUES = 256;

    private final Scope scope;
    private final Choices choices;
    private int substitutions = 63;

    WordValues(Scope scope, Choices choices) {
        this.scope = scope;
        this.choices = choices;
    }

    /** Every list of values that the words may become. */
    static List<List<String>> all(List<Word> words, Scope scope) {
        List<String> plain = plain(words);
        if (plain != null) {
            return List.of(plain);
        }
        return evaluate(scope, values -> values.of(words));
    }

    /** Every value that a word may have where it is not split, such as that of an assignment. */
    static List<String> singles(Word word, Scope scope) {
        return evaluate(scope, values -> values.single(word));
    }

    private static <T> List<T> evaluate(Scope scope, Function<WordValues, T> evaluation) {
        Choices choices = new Choices();
        T first = evaluation.apply(new WordValues(scope, choices));
        if (!choices.next()) {
            return List.of(first);
        }
        Set<T> results = new LinkedHashSet<>();
        results.add(first);
        do {
            results.add(evaluation.apply(new WordValues(scope, choices)));
        } while (choices.next());
        return List.copyOf(results);
    }

    private static @org.jspecify.annotations.Nullable List<String> plain(List<Word> words) {
        List<String> values = new ArrayList<>(words.size());
        for (Word word : words) {
            List<WordPart> parts = word.parts();
            if (parts.size() != 1 || !(parts.get(0) instanceof WordPart.Literal only)) {
                return null;
            }
            values.add(only.value());
        }
        return values;
    }

    Scope scope() {
        return scope;
    }

    Choices choices() {
        return choices;
    }

    /** The values of several words in order. */
    List<String> of(List<Word> words) {
        List<String> values = new ArrayList<>(words.size());
        for (Word word : words) {
            values.addAll(of(word));
        }
        return values;
    }

    /** The values of one word: several from braces, arrays, or what is split at blanks. */
    List<String> of(Word word) {
        List<WordPart> parts = word.parts();
        if (parts.size() == 1 && parts.get(0) instanceof WordPart.Literal only) {
            return List.of(only.value());
        }
        Fields fields = new Fields(parts.isEmpty());
        for (WordPart part : parts) {
            append(fields, part);
            if (fields.isTooMany()) {
                return List.of(UNKNOWN_TEXT);
            }
        }
        return fields.finish();
    }

    /** The one value of a word that is not split, such as that of an assignment. */
    String single(Word word) {
        StringBuilder value = new StringBuilder();
        for (WordPart part : word.parts()) {
            value.append(joined(part));
        }
        return value.toString();
    }

    private String joined(WordPart part) {
        if (part instanceof WordPart.Parameter parameter) {
            return String.join(" ", new ParameterValue(this).of(parameter).elements());
        }
        if (part instanceof WordPart.Brace brace) {
            return brace.text();
        }
        return text(part);
    }

    private void append(Fields fields, WordPart part) {
        if (part instanceof WordPart.Brace brace && !brace.alternatives().isEmpty()) {
            List<String> texts = new ArrayList<>();
            for (Word alternative : brace.alternatives()) {
                List<String> values = of(alternative);
                texts.addAll(values.isEmpty() ? List.of("") : values);
            }
            fields.multiply(texts);
        } else if (part instanceof WordPart.Parameter parameter) {
            ParameterValue.Result result = new ParameterValue(this).of(parameter);
            if (parameter.quoted()) {
                if (result.separate()) {
                    fields.separate(result.elements());
                } else {
                    fields.add(String.join(" ", result.elements()), true);
                }
            } else {
                fields.split(result.elements(), separators());
            }
        } else if (part instanceof WordPart.CommandSubstitution substitution && !substitution.quoted()) {
            fields.split(List.of(text(part)), separators());
        } else {
            fields.add(
                    text(part), part instanceof WordPart.Literal literal && literal.quoting() != WordPart.Quoting.NONE);
        }
    }

    private String separators() {
        List<List<String>> values = scope.values("IFS");
        String value = String.join("", values.get(choices.pick("IFS", values.size())));
        return value.indexOf(UNKNOWN) >= 0 ? " \t\n" : value;
    }

    private String text(WordPart part) {
        if (part instanceof WordPart.Literal literal) {
            return literal.value();
        }
        if (part instanceof WordPart.Glob glob) {
            return glob.text();
        }
        if (part instanceof WordPart.Tilde tilde) {
            return switch (tilde.user()) {
                case "" -> scope.home();
                case "+" -> scope.directory();
                case "-" -> String.join("", scope.values("OLDPWD").get(0));
                default -> "~" + tilde.user();
            };
        }
        if (part instanceof WordPart.ProcessSubstitution substitution) {
            return scope.document(substitutions--, SubstitutionValue.of(substitution.body(), this));
        }
        if (part instanceof WordPart.CommandSubstitution substitution) {
            return SubstitutionValue.of(substitution.body(), this);
        }
        return UNKNOWN_TEXT;
    }

    /** Words that grow. */
    private static final class Fields {
        private final List<String> done = new ArrayList<>(2);
        private List<StringBuilder> open = new ArrayList<>(List.of(new StringBuilder()));
        private boolean present;

        Fields(boolean present) {
            this.present = present;
        }

        boolean isTooMany() {
            return open.size() + done.size() > MAX_VALUES;
        }

        void add(String text, boolean quoted) {
            present |= quoted;
            open.forEach(value -> value.append(text));
        }

        void multiply(List<String> texts) {
            List<StringBuilder> more = new ArrayList<>();
            for (StringBuilder value : open) {
                for (String text : texts) {
                    more.add(new StringBuilder(value).append(text));
                }
            }
            open = more;
        }

        /** {@code "$@"}: each element a word, the first and last joined with what stands beside them. */
        void separate(List<String> elements) {
            for (int i = 0; i < elements.size(); i++) {
                if (i > 0) {
                    end();
                }
                add(elements.get(i), true);
            }
        }

        /** Unquoted: ends a word at each run of separators. */
        void split(List<String> elements, String separators) {
            for (int i = 0; i < elements.size(); i++) {
                if (i > 0) {
                    end();
                }
                String text = elements.get(i);
                int from = 0;
                for (int j = 0; j <= text.length(); j++) {
                    boolean separator = j < text.length() && separators.indexOf(text.charAt(j)) >= 0;
                    if (separator || j == text.length()) {
                        String field = text.substring(from, j);
                        open.forEach(value -> value.append(field));
                        if (separator) {
                            end();
                        }
                        from = j + 1;
                    }
                }
            }
        }

        private void end() {
            for (StringBuilder value : open) {
                if (present || value.length() > 0) {
                    done.add(value.toString());
                }
            }
            open = new ArrayList<>(List.of(new StringBuilder()));
            present = false;
        }

        List<String> finish() {
            end();
            return done;
        }
    }
}
