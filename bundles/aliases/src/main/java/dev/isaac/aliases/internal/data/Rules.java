package dev.isaac.aliases.internal.data;

import dev.isaac.aliases.internal.model.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses among rules. */
public final class Rules {

    private Rules() {}

    /**
     * The first rule that fits.
     *
     * @param command for messages
     * @param options the options that were given
     * @param operands the operands, as far as they are known
     * @param alternative what comes nearest; may be empty
     */
    public static Rule choose(
            String command, Set<String> options, List<Optional<String>> operands, List<Rule> rules, String alternative)
            throws Refused {
        boolean count = false;
        for (Rule rule : rules) {
            boolean fits = options.containsAll(rule.require())
                    && options.stream()
                            .allMatch(o ->
                                    rule.require().contains(o) || rule.allow().contains(o));
            if (!fits) {
                continue;
            }
            count = true;
            if (operands.size() >= rule.least()
                    && operands.size() <= rule.most()
                    && matches(operands, rule.operands())) {
                return rule;
            }
        }
        if (count) {
            throw new Refused(
                    "alias.operand", command + " with these operands has no faithful translation.", alternative);
        }
        throw new Refused(
                "alias.option",
                options.isEmpty()
                        ? command + " without options has no faithful translation."
                        : command + " " + String.join(" ", options) + " has no faithful translation.",
                alternative);
    }

    private static boolean matches(List<Optional<String>> operands, List<String> patterns) {
        for (int i = 0; i < patterns.size() && i < operands.size(); i++) {
            if (!operands.get(i).map(text -> text).orElse("\0").matches(patterns.get(i))) {
                return false;
            }
        }
        return true;
    }
}
