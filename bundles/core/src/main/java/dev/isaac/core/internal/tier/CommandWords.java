package dev.isaac.core.internal.tier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words behind a native program, sorted into options and operands as far as that goes without knowing the program.
 *
 * @param words all of them, in order
 * @param options as typed, the name of {@code --name=value}, and each letter of {@code -xyz} on its own
 * @param optionValues the values of options that take one
 * @param operands all else
 */
record CommandWords(List<String> words, Set<String> options, Map<String, String> optionValues, List<String> operands) {

    /**
     * Sorts words.
     *
     * @param valued the options that take the next word
     */
    static CommandWords of(List<String> words, Set<String> valued) {
        Set<String> options = new HashSet<>();
        Map<String, String> values = new HashMap<>();
        List<String> operands = new ArrayList<>(words.size());
        boolean ended = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (ended || word.length() < 2 || (word.charAt(0) != '-' && word.charAt(0) != '+')) {
                operands.add(word);
                continue;
            }
            if (word.equals("--")) {
                ended = true;
                options.add(word);
                continue;
            }
            if (word.charAt(0) == '+') {
                options.add(word);
                operands.add(word);
                continue;
            }
            i += option(word, i + 1 < words.size() ? words.get(i + 1) : null, valued, options, values);
        }
        return new CommandWords(words, options, values, operands);
    }

    private static int option(
            String word,
            @org.jspecify.annotations.Nullable String next,
            Set<String> valued,
            Set<String> options,
            Map<String, String> values) {
        options.add(word);
        int equals = word.indexOf('=');
        if (equals > 0) {
            options.add(word.substring(0, equals));
            values.put(word.substring(0, equals), word.substring(equals + 1));
        }
        if (valued.contains(word)) {
            if (next != null) {
                values.put(word, next);
            }
            return 1;
        }
        if (word.startsWith("--")) {
            return 0;
        }
        for (int j = 1; j < word.length(); j++) {
            String letter = "-" + word.charAt(j);
            options.add(letter);
            if (valued.contains(letter)) {
                if (j + 1 < word.length()) {
                    values.put(letter, word.substring(j + 1));
                    return 0;
                }
                if (next != null) {
                    values.put(letter, next);
                }
                return 1;
            }
        }
        return 0;
    }

    boolean has(String option) {
        return options.contains(option);
    }

    boolean hasAny(Set<String> wanted) {
        for (String option : wanted) {
            if (options.contains(option)) {
                return true;
            }
            // A long option may be shortened as far as it stays clear: --recurs.
            if (option.startsWith("--") && option.length() > 5) {
                for (String typed : options) {
                    if (typed.length() > 4 && typed.startsWith("--") && option.startsWith(typed)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
