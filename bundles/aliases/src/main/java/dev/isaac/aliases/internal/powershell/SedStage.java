package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.command;
import static dev.isaac.aliases.internal.powershell.Build.each;
import static dev.isaac.aliases.internal.powershell.Build.str;
import static dev.isaac.aliases.internal.powershell.Build.where;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.SedProgram;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code sed}. */
final class SedStage implements StageTranslator {

    @Override
    public Stage translate(Call call, Context context) throws Refused {
        call.allow("-n", "-e", "-E", "-i");
        List<Value> operands = new ArrayList<>(call.operands());
        List<String> programs = new ArrayList<>();
        for (Value value : call.values("-e")) {
            programs.add(known(value));
        }
        if (programs.isEmpty()) {
            if (operands.isEmpty()) {
                throw Refused.operands("sed", "no program");
            }
            programs.add(known(operands.remove(0)));
        }
        SedProgram program = SedProgram.parse(String.join("\n", programs));
        boolean quiet = call.has("-n");
        PosixRegex.Dialect dialect = call.has("-E") ? PosixRegex.Dialect.EXTENDED : PosixRegex.Dialect.BASIC;
        List<Ps.Element> steps = steps(program, quiet, dialect);
        if (call.has("-i")) {
            return inPlace(call, operands, steps, program, context);
        }
        return Stage.text(Source.then(Source.lines(call, context, operands), steps.toArray(Ps.Element[]::new)));
    }

    private static String known(Value value) throws Refused {
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            throw new Refused(
                    "alias.sed", "A sed program with a value inside, " + value.typed() + ", cannot be translated.");
        }
        return text.get();
    }

    private static List<Ps.Element> steps(SedProgram program, boolean quiet, PosixRegex.Dialect dialect)
            throws Refused {
        List<SedProgram.Command> commands = program.commands();
        if (commands.size() == 1 && commands.get(0).name() != 's') {
            return List.of(select(commands.get(0), quiet, dialect));
        }
        if (quiet) {
            throw beyond("-n with a substitution or more than one command");
        }
        List<Ps.Element> steps = new ArrayList<>();
        boolean numbered = true;
        for (SedProgram.Command one : commands) {
            if (one.name() == 's') {
                steps.add(substitute(one, dialect));
            } else if (one.name() == 'd') {
                boolean byNumber = !(one.address() instanceof SedProgram.Matching);
                if (byNumber && !numbered) {
                    throw beyond("line numbers behind a deletion");
                }
                steps.add(select(one, false, dialect));
                numbered = false;
            } else {
                throw beyond(one.name() + " among other commands");
            }
        }
        return steps;
    }

    private static Refused beyond(String what) {
        return new Refused("alias.sed", "sed: " + what + " is beyond what has a faithful translation.");
    }

    private static Ps.Element select(SedProgram.Command one, boolean quiet, PosixRegex.Dialect dialect) throws Refused {
        boolean keeps = one.name() == 'p';
        if (one.name() == 'q') {
            if (quiet
                    || one.negated()
                    || !(one.address() instanceof SedProgram.Lines lines)
                    || lines.from() != lines.to()) {
                throw beyond("q without a line number");
            }
            return command("Select-Object", "-First", lines.from());
        }
        if (keeps != quiet) {
            throw beyond(keeps ? "p without -n, which prints lines twice," : "d with -n");
        }
        boolean keep = keeps != one.negated();
        if (one.address() instanceof SedProgram.Matching matching) {
            String regex = PosixRegex.convert(matching.pattern(), dialect).text();
            return where("$_ " + (keep ? "-cmatch " : "-cnotmatch "), str(regex));
        }
        if (one.address() instanceof SedProgram.Last) {
            return keep ? command("Select-Object", "-Last", 1) : command("Select-Object", "-SkipLast", 1);
        }
        if (one.address() instanceof SedProgram.Lines lines) {
            if (keep) {
                if (lines.to() < 0) {
                    return command("Select-Object", "-Skip", lines.from() - 1);
                }
                int count = lines.to() - lines.from() + 1;
                return lines.from() == 1
                        ? command("Select-Object", "-First", count)
                        : command("Select-Object", "-Skip", lines.from() - 1, "-First", count);
            }
            if (lines.from() == 1 && lines.to() > 0) {
                return command("Select-Object", "-Skip", lines.to());
            }
            if (lines.to() < 0) {
                return lines.from() == 1 ? where("$false") : command("Select-Object", "-First", lines.from() - 1);
            }
            String outside = lines.from() == lines.to()
                    ? "$n -ne " + lines.from()
                    : "$n -lt " + lines.from() + " -or $n -gt " + lines.to();
            return command("ForEach-Object", "{ $n = 0 }", "{ $n++; if (" + outside + ") { $_ } }");
        }
        throw beyond(one.name() + " without an address");
    }

    private static Ps.Element substitute(SedProgram.Command one, PosixRegex.Dialect dialect) throws Refused {
        SedProgram.Substitution s = one.substitution().orElseThrow();
        PosixRegex.Converted regex = PosixRegex.convert(s.pattern(), dialect);
        if (!regex.sameExtent()) {
            throw new Refused(
                    "alias.regex",
                    "The expression " + s.pattern()
                            + " is not proven to match the same text, because it has alternatives or"
                            + " repeated groups.");
        }
        String replacement = replacement(s.replacement(), regex.groups());
        boolean empty = PosixRegex.mayBeEmpty(regex.text());
        if (s.global() && empty && !regex.text().startsWith("^") && !replacement.isEmpty()) {
            throw new Refused(
                    "alias.regex", "The expression " + s.pattern() + " may match nothing at all, again and again.");
        }
        Ps.Expr changed;
        if (s.global()) {
            changed = Ps.Code.of(
                    "$_ " + (s.ignoreCase() ? "-ireplace " : "-creplace "), str(regex.text()), ", ", str(replacement));
        } else {
            changed = Ps.Code.of(
                    "([regex]",
                    str((s.ignoreCase() ? "(?i)" : "") + regex.text()),
                    ").Replace($_, ",
                    str(replacement),
                    ", 1)");
        }
        boolean splits = replacement.indexOf('\n') >= 0;
        if (one.address() instanceof SedProgram.Everywhere && !one.negated()) {
            return splits ? each("(", changed, ") -csplit \"`n\"") : each(changed);
        }
        if (splits) {
            throw beyond("a line break at an address");
        }
        if (one.address() instanceof SedProgram.Matching matching) {
            String test = PosixRegex.convert(matching.pattern(), dialect).text();
            return each(
                    "if ($_ " + (one.negated() ? "-cnotmatch " : "-cmatch "),
                    str(test),
                    ") { ",
                    changed,
                    " } else { $_ }");
        }
        if (one.address() instanceof SedProgram.Lines lines && lines.to() > 0 && !one.negated()) {
            return command(
                    "ForEach-Object",
                    "{ $n = 0 }",
                    Ps.Code.of(
                            "{ $n++; if ($n -ge " + lines.from() + " -and $n -le " + lines.to() + ") { ",
                            changed,
                            " } else { $_ } }"));
        }
        throw beyond("a substitution at this address");
    }

    /** The replacement in the spelling of .NET. */
    static String replacement(String text, int groups) throws Refused {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '&') {
                out.append("$&");
            } else if (c == '$') {
                out.append("$$");
            } else if (c != '\\') {
                out.append(c);
            } else {
                char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
                i++;
                if (next >= '1' && next <= '9') {
                    if (next - '0' > groups) {
                        throw beyond("a reference to a group that is not there");
                    }
                    out.append("${").append(next).append('}');
                } else if (next == 'n') {
                    out.append('\n');
                } else if (next == 't') {
                    out.append('\t');
                } else if (Character.isLetterOrDigit(next) || next == '\n') {
                    throw beyond("\\" + next + " in a replacement");
                } else {
                    out.append(next == '$' ? "$$" : String.valueOf(next));
                }
            }
        }
        return out.toString();
    }

    /** Changes files without touching a byte that the program leaves alone: read and written one byte a character. */
    private static Stage inPlace(
            Call call, List<Value> files, List<Ps.Element> steps, SedProgram program, Context context) throws Refused {
        if (files.isEmpty() || context.piped()) {
            throw Refused.operands("sed -i", "no file");
        }
        for (SedProgram.Command one : program.commands()) {
            boolean plain = true;
            if (one.substitution().isPresent()) {
                SedProgram.Substitution s = one.substitution().get();
                plain = isAsciiAndByteSafe(s.pattern())
                        && s.replacement().chars().allMatch(c -> c < 0x80);
            }
            if (one.address() instanceof SedProgram.Matching matching) {
                plain &= isAsciiAndByteSafe(matching.pattern());
            }
            if (!plain) {
                throw new Refused(
                        "alias.sed",
                        "sed -i with characters beyond ASCII, or single arbitrary characters, is not proven to keep the file's bytes.");
            }
        }
        Optional<String> suffix = call.text("-i");
        if (suffix.isPresent() && !suffix.get().matches("[.~_A-Za-z0-9-]+")) {
            throw Refused.option("sed", "-i" + suffix.get());
        }
        List<Object> code = new ArrayList<>();
        code.add("$p = (Resolve-Path -LiteralPath $_ -ErrorAction Stop).ProviderPath; ");
        if (suffix.isPresent()) {
            code.add("Copy-Item -LiteralPath $p -Destination ($p + ");
            code.add(str(suffix.get()));
            code.add(") -Force -ErrorAction Stop; ");
        }
        code.add(
                "$c = [Text.Encoding]::GetEncoding(28591); $t = $c.GetString([IO.File]::ReadAllBytes($p)); if ($t.Length -gt 0) { "
                        + "$e = if ($t.EndsWith(\"`n\", [StringComparison]::Ordinal)) { \"`n\" } else { '' }; "
                        + "$l = @($t.Substring(0, $t.Length - $e.Length) -csplit \"`n\" | ");
        code.add(Ps.Script.of(new Ps.Pipeline(steps)));
        code.add(
                "); [IO.File]::WriteAllBytes($p, $c.GetBytes($(if ($l.Count -gt 0) { ($l -join \"`n\") + $e } else { '' }))) }");
        Ps.Element first = Build.evaluate(context.values().paths(files));
        return new Stage(
                List.of(first, each(code.toArray())),
                Flow.NOTHING,
                Optional.empty(),
                Stage.Success.UNKNOWN,
                Optional.empty(),
                "");
    }

    private static boolean isAsciiAndByteSafe(String pattern) {
        return pattern.chars().allMatch(c -> c < 0x80)
                && !Pattern.compile("(?<!\\\\)\\.(?![*])|\\[\\^[^]]*](?![*])|\\\\[WS]")
                        .matcher(pattern)
                        .find();
    }
}
