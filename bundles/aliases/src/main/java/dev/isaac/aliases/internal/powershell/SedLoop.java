package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.str;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import dev.isaac.aliases.internal.shell.SedProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Programs of {@code sed} as a loop over all lines: {@code $p} is the pattern space, {@code $h} the hold space, {@code $n} the
 * number of the line. Of labels two idioms are known: all lines joined, and a substitution until there is nothing left.
 */
final class SedLoop {

    private final SedProgram program;
    private final boolean quiet;
    private final PosixRegex.Dialect dialect;
    /** Whether the pattern space may hold more than one line. */
    private final boolean lines;

    private final boolean appends;
    private final List<String> before = new ArrayList<>();
    private int ranges;

    SedLoop(SedProgram program, boolean quiet, PosixRegex.Dialect dialect) {
        this.program = program;
        this.quiet = quiet;
        this.dialect = dialect;
        this.lines = program.has("NGHx") || breaks(program.commands());
        this.appends = program.has("a");
    }

    private static boolean breaks(List<SedProgram.Command> commands) {
        return commands.stream()
                .anyMatch(c -> breaks(c.block())
                        || c.other().indexOf('\n') >= 0
                        || c.substitution()
                                .map(s -> s.replacement().contains("\\n"))
                                .orElse(false));
    }

    private static Refused beyond(String what) {
        return new Refused("alias.sed", "sed: " + what + " is beyond what has a faithful translation.");
    }

    Ps.Element element() throws Refused {
        List<SedProgram.Command> commands = program.commands();
        int slurped = slurped(commands);
        if (slurped < 0) {
            List<SedProgram.Command> all =
                    commands.size() == 1 ? commands.get(0).block() : commands;
            SedProgram.Substitution s = all.get(2).substitution().orElseThrow();
            if (s.prints()
                    || s.number() > 1
                    || s.replacement().contains("\\n")
                    || s.replacement().contains("&")) {
                throw beyond("such a substitution of all line breaks");
            }
            // Each line break is replaced as soon as it is there, so that all are.
            SedProgram.Substitution every =
                    new SedProgram.Substitution(s.pattern(), s.replacement(), 1, true, false, false);
            return joined(
                    List.of(new SedProgram.Command(
                            new SedProgram.Everywhere(), false, 's', Optional.of(every), "", "", List.of())),
                    true);
        }
        if (slurped > 0) {
            return joined(commands.subList(slurped, commands.size()), slurped == 3);
        }
        if (appends && program.has("nN")) {
            throw beyond("a together with n or N");
        }
        List<Object> body = body(commands);
        List<Object> code = new ArrayList<>();
        code.add("$l = @($input); " + (program.has("hHgGx") ? "$h = ''; " : ""));
        before.forEach(code::add);
        code.add("for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; " + (appends ? "$a = @(); " : ""));
        code.addAll(body);
        code.add(end() + "}");
        return Build.block(code.toArray());
    }

    /** What is printed at the end of a cycle. */
    private String end() {
        String printed = quiet ? "" : shown() + "; ";
        return printed + (appends ? "$a; " : "");
    }

    private String shown() {
        return lines ? "$p -csplit \"`n\"" : "$p";
    }

    /** How many commands at the start join all lines: {@code :a;N;$!ba} or {@code :a;$!{N;ba}}; 0 for none, -1 for {@code :a;N;s/…/…/;ta}. */
    private static int slurped(List<SedProgram.Command> commands) {
        if (commands.size() == 1
                && commands.get(0).name() == '{'
                && commands.get(0).address() instanceof SedProgram.Everywhere) {
            return slurped(commands.get(0).block()) == -1 ? -1 : 0;
        }
        if (commands.size() == 4
                && commands.get(0).name() == ':'
                && commands.get(1).name() == 'N'
                && commands.get(2).name() == 's'
                && commands.get(2).substitution().orElseThrow().pattern().equals("\n")
                && commands.get(3).name() == 't'
                && commands.get(3).text().equals(commands.get(0).text())
                && commands.stream().allMatch(c -> c.address() instanceof SedProgram.Everywhere)) {
            return -1;
        }
        if (commands.size() < 2 || commands.get(0).name() != ':') {
            return 0;
        }
        String label = commands.get(0).text();
        SedProgram.Command second = commands.get(1);
        if (commands.size() > 2
                && second.name() == 'N'
                && second.address() instanceof SedProgram.Everywhere
                && branches(commands.get(2), label)
                && commands.get(2).negated()
                && commands.get(2).address() instanceof SedProgram.Last) {
            return 3;
        }
        boolean block = second.name() == '{'
                && second.negated()
                && second.address() instanceof SedProgram.Last
                && second.block().size() == 2
                && second.block().get(0).name() == 'N'
                && second.block().get(0).address() instanceof SedProgram.Everywhere
                && branches(second.block().get(1), label)
                && second.block().get(1).address() instanceof SedProgram.Everywhere;
        return block ? 2 : 0;
    }

    private static boolean branches(SedProgram.Command command, String label) {
        return command.name() == 'b' && command.text().equals(label);
    }

    /** The commands over all lines as one text. */
    private Ps.Element joined(List<SedProgram.Command> rest, boolean needsTwo) throws Refused {
        for (SedProgram.Command one : rest) {
            if ("sypPzd".indexOf(one.name()) < 0 || !(one.address() instanceof SedProgram.Everywhere)) {
                throw beyond(one.name() + " over all lines");
            }
        }
        List<Object> code = new ArrayList<>();
        code.add("$l = @($input); if ($l.Count -gt 0) { foreach ($p in ($l -join \"`n\")) { ");
        // Where there is one line only, N ends the program before the rest is done.
        code.add(needsTwo ? "if ($l.Count -eq 1) { " + (quiet ? "" : "$p; ") + "continue }; " : "");
        code.addAll(body(rest));
        code.add((quiet ? "" : "$p -csplit \"`n\" ") + "} }");
        return Build.block(code.toArray());
    }

    private List<Object> body(List<SedProgram.Command> commands) throws Refused {
        List<Object> code = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            SedProgram.Command one = commands.get(i);
            if (one.name() == ':') {
                if (i + 2 >= commands.size()
                        || commands.get(i + 1).name() != 's'
                        || commands.get(i + 2).name() != 't'
                        || !commands.get(i + 2).text().equals(one.text())
                        || !(commands.get(i + 1).address() instanceof SedProgram.Everywhere)
                        || !(commands.get(i + 2).address() instanceof SedProgram.Everywhere)
                        || commands.get(i + 2).negated()) {
                    throw beyond("a label");
                }
                code.addAll(repeated(commands.get(i + 1)));
                i += 2;
                continue;
            }
            code.addAll(command(one));
        }
        return code;
    }

    private List<Object> repeated(SedProgram.Command command) throws Refused {
        SedProgram.Substitution s = command.substitution().orElseThrow();
        if (s.number() > 1 || s.prints()) {
            throw beyond("such a substitution in a loop");
        }
        SedSubstitution substitution = SedSubstitution.of(s, dialect, lines());
        return List.of("while (", substitution.test(), ") { $p = ", substitution.changed("$p"), " }; ");
    }

    private boolean lines() {
        return lines || slurped(program.commands()) != 0;
    }

    private List<Object> command(SedProgram.Command one) throws Refused {
        List<Object> code = new ArrayList<>();
        List<Object> action = action(one);
        if (one.address() instanceof SedProgram.Everywhere) {
            if (one.negated()) {
                throw beyond("! without an address");
            }
            code.addAll(action);
            return code;
        }
        Ps.Expr condition = condition(one.address(), code);
        code.add(one.negated() ? "if (-not (" : "if (");
        code.add(condition);
        code.add(one.negated() ? ")) { " : ") { ");
        code.addAll(action);
        code.add("}; ");
        return code;
    }

    private List<Object> action(SedProgram.Command one) throws Refused {
        String leave = quiet ? "" : shown() + "; ";
        switch (one.name()) {
            case 's' -> {
                return substitute(one.substitution().orElseThrow());
            }
            case '{' -> {
                return body(one.block());
            }
            case 'p' -> {
                return List.of(shown() + "; ");
            }
            case 'P' -> {
                return List.of(lines ? "($p -csplit \"`n\")[0]; " : "$p; ");
            }
            case 'd' -> {
                return List.of((appends ? "$a; " : "") + "continue; ");
            }
            case 'q' -> {
                return List.of(end() + "break; ");
            }
            case 'n' -> {
                return List.of(leave + "if ($n -ge $l.Count) { break }; $n++; $p = $l[$n - 1]; ");
            }
            case 'N' -> {
                return List.of("if ($n -ge $l.Count) { " + leave + "break }; $n++; $p += \"`n\" + $l[$n - 1]; ");
            }
            case 'h' -> {
                return List.of("$h = $p; ");
            }
            case 'H' -> {
                return List.of("$h += \"`n\" + $p; ");
            }
            case 'g' -> {
                return List.of("$p = $h; ");
            }
            case 'G' -> {
                return List.of("$p += \"`n\" + $h; ");
            }
            case 'x' -> {
                return List.of("$p, $h = $h, $p; ");
            }
            case 'z' -> {
                return List.of("$p = ''; ");
            }
            case '=' -> {
                return List.of("\"$n\"; ");
            }
            case 'i' -> {
                return List.of(str(one.text()), "; ");
            }
            case 'a' -> {
                return List.of("$a += ", str(one.text()), "; ");
            }
            case 'c' -> {
                if (one.address() instanceof SedProgram.Range && !one.negated()) {
                    throw beyond("c for several lines");
                }
                return List.of(str(one.text()), "; " + (appends ? "$a; " : "") + "continue; ");
            }
            case 'y' -> {
                return List.of(
                        "$p = [regex]::Replace($p, ",
                        str(TrStage.bracket(one.text(), false)),
                        ", { ",
                        str(one.other()),
                        "[",
                        str(one.text()),
                        ".IndexOf($args[0].Value, [StringComparison]::Ordinal)] }); ");
            }
            default -> throw beyond(one.name() + " here");
        }
    }

    private List<Object> substitute(SedProgram.Substitution s) throws Refused {
        SedSubstitution substitution = SedSubstitution.of(s, dialect, lines());
        List<Object> code = new ArrayList<>();
        if (s.number() > 1) {
            if (s.prints()) {
                throw beyond("p behind a number");
            }
            code.add(substitution.numbered());
            code.add("; ");
        } else if (s.prints()) {
            code.add("if (");
            code.add(substitution.test());
            code.add(") { $p = ");
            code.add(substitution.changed("$p"));
            code.add("; " + shown() + " }; ");
        } else {
            code.add("$p = ");
            code.add(substitution.changed("$p"));
            code.add("; ");
        }
        return code;
    }

    /** The condition of an address; statements that must run before it are added to the code. */
    private Ps.Expr condition(SedProgram.Address address, List<Object> code) throws Refused {
        if (address instanceof SedProgram.Range range) {
            return range(range, code);
        }
        if (address instanceof SedProgram.Line line) {
            return Ps.Code.of("$n -eq " + line.number());
        }
        if (address instanceof SedProgram.Last) {
            return Ps.Code.of("$n -eq $l.Count");
        }
        if (address instanceof SedProgram.Step step) {
            return Ps.Code.of(
                    "$n -ge " + step.first() + " -and ($n - " + step.first() + ") % " + step.step() + " -eq 0");
        }
        if (address instanceof SedProgram.Matching matching) {
            return match(matching.pattern(), matching.ignoreCase());
        }
        throw beyond("this address");
    }

    private Ps.Expr match(String pattern, boolean ignoreCase) throws Refused {
        boolean breaks = lines() || pattern.indexOf('\n') >= 0;
        String regex = PosixRegex.convert(pattern, dialect, breaks).text();
        return Ps.Code.of("$p " + (ignoreCase ? "-imatch " : "-cmatch "), str(regex));
    }

    private Ps.Expr range(SedProgram.Range range, List<Object> code) throws Refused {
        if (range.from() instanceof SedProgram.Line from
                && from.number() > 0
                && range.to() instanceof SedProgram.AtLine to
                && !program.has("nN")) {
            return Ps.Code.of("$n -ge " + from.number() + " -and $n -le " + Math.max(from.number(), to.number()));
        }
        if (program.has("nN") && !(range.from() instanceof SedProgram.Matching)) {
            throw beyond("a range of lines together with n or N");
        }
        if (range.from() instanceof SedProgram.Line from
                && from.number() > 0
                && range.to() instanceof SedProgram.AtLast) {
            return Ps.Code.of("$n -ge " + from.number());
        }
        int number = ++ranges;
        String open = "$r" + number;
        String in = "$x" + number;
        boolean fromStart = range.from() instanceof SedProgram.Line line && line.number() == 0;
        before.add(open + " = " + (fromStart ? "$true" : "$false") + "; ");
        Ps.Expr end;
        Ps.Expr opens;
        String inside = in + " = " + open + "; ";
        String started = "";
        if (range.to() instanceof SedProgram.AtLine to) {
            end = Ps.Code.of("$n -ge " + to.number());
            opens = Ps.Code.of("$n -lt " + to.number());
            inside = in + " = " + open + " -and $n -le " + to.number() + "; ";
        } else if (range.to() instanceof SedProgram.AtLast) {
            end = Ps.Code.of("$n -ge $l.Count");
            opens = Ps.Code.of("$true");
        } else if (range.to() instanceof SedProgram.After after) {
            end = Ps.Code.of("$n -ge $e" + number);
            opens = Ps.Code.of(after.lines() > 0 ? "$true" : "$false");
            started = "$e" + number + " = $n + " + after.lines() + "; ";
        } else if (range.to() instanceof SedProgram.AtMatch to) {
            end = match(to.pattern(), to.ignoreCase());
            opens = Ps.Code.of("$true");
        } else {
            throw beyond("this range");
        }
        code.add(inside + "if (" + open + ") { if (");
        code.add(end);
        code.add(") { " + open + " = $false } }");
        if (fromStart) {
            code.add("; ");
        } else {
            code.add(" elseif (");
            code.add(condition(range.from(), code));
            code.add(") { " + in + " = $true; " + started + open + " = ");
            code.add(opens);
            code.add(" }; ");
        }
        return Ps.Code.of(in);
    }
}
