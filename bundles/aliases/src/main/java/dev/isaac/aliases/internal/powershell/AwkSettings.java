package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Awk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The separators that a program of {@code awk} sets at its beginning. */
final class AwkSettings {

    private AwkSettings() {}

    /** The assignments to {@code FS} and {@code OFS}, all of which must be known and stand in {@code BEGIN}. */
    static List<Awk.Assign> separators(Awk program, String text) throws Refused {
        List<Awk.Assign> found = new ArrayList<>();
        for (Awk.Rule rule : program.rules()) {
            if (rule.when() == Awk.When.BEGIN && rule.body().orElseThrow() instanceof Awk.Block block) {
                for (Awk.Statement statement : block.statements()) {
                    all(statement).forEach(found::add);
                }
            }
        }
        boolean[] other = new boolean[1];
        for (Awk.Rule rule : without(program).rules()) {
            other[0] |= AwkTypes.any(
                    rule.body(),
                    node -> node instanceof Awk.Assign assign
                            && assign.target() instanceof Awk.Var v
                            && v.name().matches("[IO]?[FR]S"));
        }
        boolean unknown = found.stream()
                .anyMatch(a -> !a.operator().isEmpty()
                        || !(a.value() instanceof Awk.Str value)
                        || (value.text().indexOf('\n') >= 0
                                && ((Awk.Var) a.target()).name().equals("FS")));
        if (other[0] || unknown) {
            throw new Refused(
                    "alias.awk",
                    "The awk program " + text + " sets separators in a way that has no faithful translation.");
        }
        return found;
    }

    /** The assignments of a statement such as {@code FS=OFS=":"}. */
    private static List<Awk.Assign> all(Awk.Statement statement) {
        List<Awk.Assign> found = new ArrayList<>();
        if (!(statement instanceof Awk.Effect effect)) {
            return found;
        }
        List<Awk.Var> targets = new ArrayList<>();
        Awk.Expr value = effect.expression();
        while (value instanceof Awk.Assign assign && isSeparator(assign.target())) {
            targets.add((Awk.Var) assign.target());
            value = assign.value();
        }
        for (Awk.Var target : targets) {
            found.add(new Awk.Assign("", target, value));
        }
        return found;
    }

    private static boolean isSeparator(Awk.Expr target) {
        return target instanceof Awk.Var v && (v.name().equals("FS") || v.name().equals("OFS"));
    }

    /** The program without these assignments. */
    static Awk without(Awk program) {
        List<Awk.Rule> rules = new ArrayList<>();
        for (Awk.Rule rule : program.rules()) {
            if (rule.when() != Awk.When.BEGIN || !(rule.body().orElseThrow() instanceof Awk.Block block)) {
                rules.add(rule);
                continue;
            }
            List<Awk.Statement> kept =
                    block.statements().stream().filter(s -> all(s).isEmpty()).toList();
            if (!kept.isEmpty()) {
                rules.add(new Awk.Rule(rule.when(), rule.test(), rule.until(), Optional.of(new Awk.Block(kept))));
            }
        }
        return new Awk(rules);
    }
}
