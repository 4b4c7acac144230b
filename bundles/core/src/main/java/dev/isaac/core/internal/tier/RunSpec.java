package dev.isaac.core.internal.tier;

import java.util.List;
import java.util.Set;

/**
 * Words that make a program run something: an editor's {@code -c '!…'}.
 *
 * @param with words, beginnings that end in a star, pieces between stars, and options
 * @param text those of the options whose value is a line for the shell
 */
record RunSpec(List<String> with, Set<String> text) {

    Verdict judge(String name, List<String> rest, Scope scope, Specials.Gate gate) {
        Verdict verdict = Verdict.HARMLESS;
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            if (!fits(word)) {
                continue;
            }
            verdict = verdict.stricter(Verdict.confirm(name + " may run a command that these words give it"));
            String line = line(word, i + 1 < rest.size() ? rest.get(i + 1) : null);
            if (line != null) {
                verdict = verdict.stricter(gate.text(line, scope, null));
            }
        }
        return verdict;
    }

    private boolean fits(String word) {
        for (String pattern : with) {
            boolean start = pattern.endsWith("*");
            if (start && pattern.startsWith("*")) {
                if (word.contains(pattern.substring(1, pattern.length() - 1))) {
                    return true;
                }
                continue;
            }
            if (start
                    ? word.startsWith(pattern.substring(0, pattern.length() - 1))
                    : word.equals(pattern) || (pattern.startsWith("-") && word.startsWith(pattern + "="))) {
                return true;
            }
        }
        return false;
    }

    private @org.jspecify.annotations.Nullable String line(
            String word, @org.jspecify.annotations.Nullable String next) {
        if (text.contains(word)) {
            return next;
        }
        for (String option : text) {
            if (word.startsWith(option + "=")) {
                return word.substring(option.length() + 1);
            }
            if (option.length() == 2 && word.startsWith(option)) {
                return word.substring(2);
            }
        }
        return null;
    }
}
