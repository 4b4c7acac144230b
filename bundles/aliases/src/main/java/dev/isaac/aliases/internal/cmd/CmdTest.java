package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code test} and {@code [} as conditions of {@code if}. */
final class CmdTest {

    private static final Map<String, String> NUMBERS =
            Map.of("-eq", "equ", "-ne", "neq", "-lt", "lss", "-le", "leq", "-gt", "gtr", "-ge", "geq");

    private CmdTest() {}

    static CmdStage translate(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        List<Value> words = new ArrayList<>(call.operands());
        if (call.name().equals("[")) {
            if (words.isEmpty() || !words.get(words.size() - 1).text().equals(Optional.of("]"))) {
                throw Refused.operands("[", "no ] at the end");
            }
            words.remove(words.size() - 1);
        }
        boolean negated = !words.isEmpty() && words.get(0).text().equals(Optional.of("!"));
        if (negated) {
            words.remove(0);
        }
        CmdStage.Condition condition = condition(words, context);
        if (negated && !condition.difference().isEmpty()) {
            context.notes().add(condition.difference());
        }
        return CmdStage.test(negated ? condition.negated() : condition);
    }

    private static CmdStage.Condition condition(List<Value> words, CmdContext context) throws Refused {
        if (words.size() == 2) {
            return single(words.get(0).text().orElse(""), words.get(1), context);
        }
        if (words.size() != 3) {
            throw Refused.construct("This test");
        }
        String operator = words.get(1).text().orElse("");
        if (operator.equals("=") || operator.equals("==") || operator.equals("!=")) {
            CmdWord left = context.inQuotes(words.get(0));
            CmdWord right = context.inQuotes(words.get(2));
            List<CmdWord> same = CmdContext.words("if ", left, "==", right, " ");
            List<CmdWord> other = CmdContext.words("if not ", left, "==", right, " ");
            return operator.equals("!=") ? new CmdStage.Condition(other, same) : new CmdStage.Condition(same, other);
        }
        String compared = NUMBERS.getOrDefault(operator, "");
        if (compared.isEmpty()) {
            throw Refused.construct("This test");
        }
        CmdWord left = number(words.get(0), context);
        CmdWord right = number(words.get(2), context);
        return new CmdStage.Condition(
                CmdContext.words("if ", left, " " + compared + " ", right, " "),
                CmdContext.words("if not ", left, " " + compared + " ", right, " "));
    }

    private static CmdWord number(Value value, CmdContext context) throws Refused {
        boolean known = value.text().isPresent();
        boolean variable = value.pieces().size() == 1 && value.pieces().get(0) instanceof Value.Variable;
        if (known ? !value.text().get().matches("0|[1-9][0-9]{0,8}") : !variable) {
            throw Refused.construct("The number " + value.typed());
        }
        return known ? new CmdWord.Fixed(value.text().get()) : context.inner(value);
    }

    private static CmdStage.Condition single(String operator, Value value, CmdContext context) throws Refused {
        if (operator.equals("-z") || operator.equals("-n")) {
            if (value.pieces().size() != 1
                    || !(value.pieces().get(0) instanceof Value.Variable variable)
                    || context.scope().item(variable.name()).isPresent()) {
                throw Refused.construct("This test of a text");
            }
            String name = CmdContext.variable(variable.name());
            List<CmdWord> set = CmdContext.words("if defined " + name + " ");
            List<CmdWord> unset = CmdContext.words("if not defined " + name + " ");
            return operator.equals("-n") ? new CmdStage.Condition(set, unset) : new CmdStage.Condition(unset, set);
        }
        if (value.isGlob()) {
            throw Refused.construct("A test of a pattern");
        }
        CmdWord name = context.pathInQuotes(value, "");
        CmdWord folder = context.pathIn(value, "*");
        return switch (operator) {
            case "-e" ->
                new CmdStage.Condition(
                        CmdContext.words("if exist ", name, " "), CmdContext.words("if not exist ", name, " "));
            case "-d" ->
                new CmdStage.Condition(
                        CmdContext.words("if exist ", folder, " "), CmdContext.words("if not exist ", folder, " "));
            case "-f" ->
                new CmdStage.Condition(
                        CmdContext.words("if exist ", name, " if not exist ", folder, " "),
                        CmdContext.words("if not exist ", name, " "),
                        "A folder of that name counts as the file.",
                        CmdContext.words("if exist ", folder, " "),
                        CmdContext.words("if exist ", name, " "));
            default -> throw Refused.construct("The test " + operator);
        };
    }
}
