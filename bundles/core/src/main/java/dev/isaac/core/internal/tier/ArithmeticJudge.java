package dev.isaac.core.internal.tier;

import java.util.List;
import java.util.Set;

/**
 * Judges text that the shell reads as arithmetic: it follows the names in it to their values, and a subscript in a value
 * may hold a substitution.
 */
final class ArithmeticJudge {

    private static final int MAX_DEPTH = 4;
    private static final Set<String> COMPARISONS = Set.of("-eq", "-ne", "-lt", "-le", "-gt", "-ge");
    private static final Set<String> ON_NAMES = Set.of("-v", "-R");

    private final ExpansionJudge expansions;

    ArithmeticJudge(ExpansionJudge expansions) {
        this.expansions = expansions;
    }

    /** Judges an expression. */
    Verdict expression(String text, Scope scope) {
        return text.isEmpty() ? Verdict.HARMLESS : expression(text, scope, 0);
    }

    private Verdict expression(String text, Scope scope, int depth) {
        Verdict verdict = depth == 0 ? Verdict.HARMLESS : expansions.hidden(text, scope);
        int i = 0;
        while (i < text.length() && verdict.tier() != dev.isaac.command.Tier.REFUSE) {
            if (!WordValuesNames.isStart(text.charAt(i))) {
                i++;
                continue;
            }
            int start = i;
            while (i < text.length() && (WordValuesNames.isStart(text.charAt(i)) || isDigit(text.charAt(i)))) {
                i++;
            }
            if (depth < MAX_DEPTH) {
                for (List<String> values : scope.values(text.substring(start, i))) {
                    for (String value : values) {
                        if (value.indexOf('[') >= 0 || WordValuesNames.isName(value)) {
                            verdict = verdict.stricter(expression(value, scope, depth + 1));
                        }
                    }
                }
            }
        }
        return verdict;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Judges the value of a number: quoted text that was not expanded so far. */
    Verdict value(String text, Scope scope) {
        return text.isEmpty() ? Verdict.HARMLESS : expression(text, scope, 1);
    }

    /** Judges a name that may carry a subscript: {@code a[…]}. */
    Verdict name(String text, Scope scope) {
        int bracket = text.indexOf('[');
        return bracket > 0 && WordValuesNames.isName(text.substring(0, bracket))
                ? value(text.substring(bracket + 1), scope)
                : Verdict.HARMLESS;
    }

    /**
     * Judges the words of a condition.
     *
     * @param numbers whether {@code -eq} and its kin work their operands out, as {@code [[} does
     */
    Verdict test(List<String> words, boolean numbers, Scope scope) {
        Verdict verdict = Verdict.HARMLESS;
        for (int i = 0; i < words.size(); i++) {
            if (ON_NAMES.contains(words.get(i)) && i + 1 < words.size()) {
                verdict = verdict.stricter(name(words.get(i + 1), scope));
            } else if (numbers && COMPARISONS.contains(words.get(i)) && i > 0 && i + 1 < words.size()) {
                verdict = verdict.stricter(value(words.get(i - 1), scope)).stricter(value(words.get(i + 1), scope));
            }
        }
        return verdict;
    }
}
