package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.each;
import static dev.isaac.aliases.internal.powershell.Build.str;

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
        Optional<List<Ps.Element>> simple = SedSteps.of(program, quiet, dialect);
        return simple.isPresent() ? simple.get() : List.of(new SedLoop(program, quiet, dialect).element());
    }

    /** Changes files without touching a byte that the program leaves alone: read and written one byte a character. */
    private static Stage inPlace(
            Call call, List<Value> files, List<Ps.Element> steps, SedProgram program, Context context) throws Refused {
        if (files.isEmpty() || context.piped()) {
            throw Refused.operands("sed -i", "no file");
        }
        for (SedProgram.Command one : all(program.commands())) {
            boolean plain = (one.text() + one.other()).chars().allMatch(c -> c < 0x80);
            if (one.substitution().isPresent()) {
                SedProgram.Substitution s = one.substitution().get();
                plain = isAsciiAndByteSafe(s.pattern())
                        && s.replacement().chars().allMatch(c -> c < 0x80);
            }
            if (one.address() instanceof SedProgram.Matching matching) {
                plain &= isAsciiAndByteSafe(matching.pattern());
            }
            if (one.address() instanceof SedProgram.Range range) {
                plain &= !(range.from() instanceof SedProgram.Matching from) || isAsciiAndByteSafe(from.pattern());
                plain &= !(range.to() instanceof SedProgram.AtMatch to) || isAsciiAndByteSafe(to.pattern());
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

    private static List<SedProgram.Command> all(List<SedProgram.Command> commands) {
        List<SedProgram.Command> all = new ArrayList<>();
        for (SedProgram.Command one : commands) {
            all.add(one);
            all.addAll(all(one.block()));
        }
        return all;
    }

    private static boolean isAsciiAndByteSafe(String pattern) {
        return pattern.chars().allMatch(c -> c < 0x80)
                && !Pattern.compile("(?<!\\\\)\\.(?![*])|\\[\\^[^]]*](?![*])|\\\\[WS]")
                        .matcher(pattern)
                        .find();
    }
}
