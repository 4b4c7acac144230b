package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.command;
import static dev.isaac.aliases.internal.powershell.Build.each;
import static dev.isaac.aliases.internal.powershell.Build.str;
import static dev.isaac.aliases.internal.powershell.Build.where;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import dev.isaac.aliases.internal.shell.SedProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Programs of {@code sed} that become one stage of a pipe for each command: substitutions and selections of lines. */
final class SedSteps {

    private final PosixRegex.Dialect dialect;

    private SedSteps(PosixRegex.Dialect dialect) {
        this.dialect = dialect;
    }

    /** The stages, or nothing where the program needs a loop of its own. */
    static Optional<List<Ps.Element>> of(SedProgram program, boolean quiet, PosixRegex.Dialect dialect) throws Refused {
        SedSteps steps = new SedSteps(dialect);
        List<SedProgram.Command> commands = program.commands();
        if (commands.size() == 1 && commands.get(0).name() != 's') {
            return steps.select(commands.get(0), quiet).map(List::of);
        }
        List<Ps.Element> all = new ArrayList<>();
        boolean numbered = true;
        for (SedProgram.Command one : commands) {
            boolean byNumber =
                    !(one.address() instanceof SedProgram.Matching || one.address() instanceof SedProgram.Everywhere);
            if (quiet || (byNumber && !numbered)) {
                return Optional.empty();
            }
            Optional<Ps.Element> step =
                    switch (one.name()) {
                        case 's' -> steps.substitute(one);
                        case 'd' -> steps.select(one, false);
                        default -> Optional.empty();
                    };
            if (step.isEmpty()) {
                return Optional.empty();
            }
            all.add(step.get());
            // Behind a deletion, or a line that was split, the numbers are other ones.
            numbered &= one.name() == 's'
                    && one.substitution().orElseThrow().replacement().indexOf("\\n") < 0;
        }
        return Optional.of(all);
    }

    private Optional<Ps.Element> select(SedProgram.Command one, boolean quiet) throws Refused {
        if (one.name() == 'q' && !quiet && !one.negated() && one.address() instanceof SedProgram.Line line) {
            return Optional.of(command("Select-Object", "-First", line.number()));
        }
        if ((one.name() != 'p' || !quiet) && (one.name() != 'd' || quiet)) {
            return Optional.empty();
        }
        boolean keep = (one.name() == 'p') != one.negated();
        if (one.address() instanceof SedProgram.Matching matching && !matching.ignoreCase()) {
            String regex = PosixRegex.convert(matching.pattern(), dialect).text();
            return Optional.of(where("$_ " + (keep ? "-cmatch " : "-cnotmatch "), str(regex)));
        }
        if (one.address() instanceof SedProgram.Last) {
            return Optional.of(command("Select-Object", keep ? "-Last" : "-SkipLast", 1));
        }
        if (one.address() instanceof SedProgram.Line line) {
            return Optional.of(keep ? kept(line.number(), line.number()) : dropped(line.number(), line.number()));
        }
        if (one.address() instanceof SedProgram.Range range && range.from() instanceof SedProgram.Line from) {
            int first = from.number();
            if (range.to() instanceof SedProgram.AtLast) {
                return Optional.of(
                        keep
                                ? command("Select-Object", "-Skip", first - 1)
                                : first == 1 ? where("$false") : command("Select-Object", "-First", first - 1));
            }
            int last = range.to() instanceof SedProgram.AtLine to
                    ? Math.max(first, to.number())
                    : range.to() instanceof SedProgram.After after ? first + after.lines() : 0;
            if (last > 0 && first > 0) {
                return Optional.of(keep ? kept(first, last) : dropped(first, last));
            }
        }
        return Optional.empty();
    }

    private static Ps.Element kept(int first, int last) {
        int count = last - first + 1;
        return first == 1
                ? command("Select-Object", "-First", count)
                : command("Select-Object", "-Skip", first - 1, "-First", count);
    }

    private static Ps.Element dropped(int first, int last) {
        if (first == 1) {
            return command("Select-Object", "-Skip", last);
        }
        String outside = first == last ? "$n -ne " + first : "$n -lt " + first + " -or $n -gt " + last;
        return command("ForEach-Object", "{ $n = 0 }", "{ $n++; if (" + outside + ") { $_ } }");
    }

    private Optional<Ps.Element> substitute(SedProgram.Command one) throws Refused {
        SedProgram.Substitution s = one.substitution().orElseThrow();
        if (s.prints() || s.number() > 1 || SedSubstitution.changesCase(s.replacement())) {
            return Optional.empty();
        }
        SedSubstitution substitution = SedSubstitution.of(s, dialect, false);
        Ps.Expr changed = substitution.changed("$_");
        boolean splits = substitution.breaks();
        if (one.address() instanceof SedProgram.Everywhere && !one.negated()) {
            return Optional.of(splits ? each("(", changed, ") -csplit \"`n\"") : each(changed));
        }
        if (splits) {
            return Optional.empty();
        }
        if (one.address() instanceof SedProgram.Matching matching && !matching.ignoreCase()) {
            String test = PosixRegex.convert(matching.pattern(), dialect).text();
            return Optional.of(each(
                    "if ($_ " + (one.negated() ? "-cnotmatch " : "-cmatch "),
                    str(test),
                    ") { ",
                    changed,
                    " } else { $_ }"));
        }
        String condition = one.address() instanceof SedProgram.Line line ? "$n -eq " + line.number() : "";
        if (one.address() instanceof SedProgram.Range range
                && range.from() instanceof SedProgram.Line from
                && from.number() > 0
                && range.to() instanceof SedProgram.AtLine to) {
            condition = "$n -ge " + from.number() + " -and $n -le " + Math.max(from.number(), to.number());
        }
        if (condition.isEmpty() || one.negated()) {
            return Optional.empty();
        }
        return Optional.of(command(
                "ForEach-Object",
                "{ $n = 0 }",
                Ps.Code.of("{ $n++; if (" + condition + ") { ", changed, " } else { $_ } }")));
    }
}
