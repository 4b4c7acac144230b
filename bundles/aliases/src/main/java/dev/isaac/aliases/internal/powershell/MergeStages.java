package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.block;
import static dev.isaac.aliases.internal.powershell.Build.str;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commands that put lines of several files beside each other. */
final class MergeStages {

    private MergeStages() {}

    static Stage paste(Call call, Context context) throws Refused {
        call.allow("-s", "-d");
        String delimiter = call.text("-d").orElse("\t");
        delimiter = delimiter.equals("\\t") ? "\t" : delimiter.equals("\\n") ? "\n" : delimiter;
        if (delimiter.codePointCount(0, delimiter.length()) != 1 || delimiter.equals("\\")) {
            throw new Refused("alias.option", "paste is translated with one delimiter only.", "paste -sd, FILE");
        }
        if (call.has("-s")) {
            if (call.operands().size() > 1) {
                throw Refused.operands("paste", "several files");
            }
            List<Ps.Element> source = Source.lines(call, context, call.operands());
            return source.isEmpty()
                    ? Stage.text(block("@($input) -join ", str(delimiter)))
                    : Stage.text(Build.evaluate(Build.list(source), " -join ", str(delimiter)));
        }
        if (call.operands().size() > 1
                && call.operands().stream().allMatch(v -> v.text().equals(Optional.of("-")))) {
            int columns = call.operands().size();
            return Stage.text(Source.then(
                    Source.lines(call, context, List.of()),
                    block(
                            "$l = @($input); for ($i = 0; $i -lt $l.Count; $i += " + columns
                                    + ") { @(for ($j = 0; $j -lt " + columns
                                    + "; $j++) { [string]$l[$i + $j] }) -join ",
                            str(delimiter),
                            " }")));
        }
        return Stage.text(beside(call, context, delimiter));
    }

    private static Ps.Element beside(Call call, Context context, String delimiter) throws Refused {
        if (call.operands().isEmpty()
                || call.operands().stream()
                        .anyMatch(v -> v.isGlob() || v.words().isPresent())) {
            throw Refused.operands("paste", "files that are not known");
        }
        long piped = call.operands().stream()
                .filter(v -> v.text().equals(Optional.of("-")))
                .count();
        if (piped > 1 || (piped == 0 && context.piped())) {
            throw Refused.operands("paste", "what comes through the pipe");
        }
        List<Object> code = new ArrayList<>();
        StringBuilder most = new StringBuilder();
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < call.operands().size(); i++) {
            String name = "$l" + (i + 1);
            code.add(name + " = ");
            code.add(Source.list(call, context, call.operands().get(i)));
            code.add("; ");
            most.append(most.isEmpty() ? "" : ", ").append(name).append(".Count");
            parts.append(parts.isEmpty() ? "" : ", ")
                    .append("[string]")
                    .append(name)
                    .append("[$i]");
        }
        code.add("$m = (" + most + " | Measure-Object -Maximum).Maximum; for ($i = 0; $i -lt $m; $i++) { (" + parts
                + ") -join ");
        code.add(str(delimiter));
        code.add(" }");
        return block(code.toArray());
    }

    static Stage comm(Call call, Context context) throws Refused {
        call.allow("-1", "-2", "-3", "--check-order", "--nocheck-order");
        if (call.operands().size() != 2) {
            throw Refused.operands("comm", "it compares two files");
        }
        boolean first = !call.has("-1");
        boolean second = !call.has("-2");
        boolean both = !call.has("-3");
        String tab = first ? "\"`t\" + " : "";
        String tabs = (first && second) ? "\"`t`t\" + " : first || second ? "\"`t\" + " : "";
        List<Object> code = new ArrayList<>();
        code.add("$a = ");
        code.add(Source.list(call, context, call.operands().get(0)));
        code.add("; $b = ");
        code.add(Source.list(call, context, call.operands().get(1)));
        code.add(
                "; $i = 0; $j = 0; while ($i -lt $a.Count -or $j -lt $b.Count) { $c = if ($i -ge $a.Count) { 1 } elseif ($j -ge"
                        + " $b.Count) { -1 } else { [string]::CompareOrdinal($a[$i], $b[$j]) }; if ($c -lt 0) { "
                        + (first ? "$a[$i]; " : "") + "$i++ } elseif ($c -gt 0) { " + (second ? tab + "$b[$j]; " : "")
                        + "$j++ } else { " + (both ? tabs + "$a[$i]; " : "") + "$i++; $j++ } }");
        context.note("Lines must be ordered by their characters' codes, as under LC_ALL=C; that is not checked.");
        return Stage.text(block(code.toArray())).success(Stage.Success.UNKNOWN);
    }

    /** Lines of two files with the same field. */
    static Stage join(Call call, Context context) throws Refused {
        call.allow("-t", "-j", "-1", "-2", "-o", "-a", "-v", "-i");
        if (call.operands().size() != 2 || (call.has("-a") && call.has("-v"))) {
            throw Refused.operands("join", "it joins two files");
        }
        int left = Source.number(call, call.text("-1").or(() -> number(call)).orElse("1"));
        int right = Source.number(call, call.text("-2").or(() -> number(call)).orElse("1"));
        Optional<String> separator = call.text("-t");
        String between = separator.map(t -> t.equals("\\t") ? "\t" : t).orElse(" ");
        if (between.length() != 1 || left == 0 || right == 0) {
            throw Refused.option("join", "-t " + between);
        }
        String unmatched = call.text("-a").or(() -> value(call, "-v")).orElse("");
        if (!List.of("", "1").contains(unmatched) || call.values("-a").size() > 1) {
            throw Refused.option("join", "-a " + unmatched);
        }
        String split = separator.isPresent()
                ? " -csplit " + PsWriter.quote(PosixRegex.literal(between))
                : ".Trim(' ', \"`t\") -csplit '[ \\t]+'";
        String comparer = call.has("-i") ? "OrdinalIgnoreCase" : "Ordinal";
        List<Object> code = new ArrayList<>();
        code.add("$d = New-Object Collections.Hashtable ([StringComparer]::" + comparer + "); foreach ($x in ");
        code.add(Source.list(call, context, call.operands().get(1)));
        code.add(
                ") { $f = @($x" + split + "); $k = [string]$f[" + (right - 1)
                        + "]; if (-not $d.Contains($k)) { $d[$k] = New-Object Collections.ArrayList }; [void]$d[$k].Add($f) }; foreach ($x in ");
        code.add(Source.list(call, context, call.operands().get(0)));
        code.add(") { $f = @($x" + split + "); $k = [string]$f[" + (left - 1) + "]; ");
        String rest = "@(for ($i = 0; $i -lt $f.Count; $i++) { if ($i -ne " + (left - 1) + ") { $f[$i] } })";
        String other = "@(for ($i = 0; $i -lt $g.Count; $i++) { if ($i -ne " + (right - 1) + ") { $g[$i] } })";
        String joined = call.has("-o") ? output(call) : "@($k) + " + rest + " + " + other;
        String quoted = PsWriter.quote(between);
        String found = "foreach ($g in $d[$k]) { (" + joined + ") -join " + quoted + " }";
        String alone = "(@($k) + " + rest + ") -join " + quoted;
        if (!unmatched.isEmpty() && call.has("-o")) {
            throw Refused.option("join -a", "-o");
        }
        if (call.has("-v")) {
            code.add("if (-not $d.Contains($k)) { " + alone + " } }");
        } else {
            code.add("if ($d.Contains($k)) { " + found + " }" + (unmatched.isEmpty() ? "" : " else { " + alone + " }")
                    + " }");
        }
        context.note("The files must be ordered by the field; that is not checked.");
        return Stage.text(block(code.toArray())).success(Stage.Success.UNKNOWN);
    }

    private static Optional<String> number(Call call) {
        return value(call, "-j");
    }

    private static Optional<String> value(Call call, String option) {
        return call.value(option).flatMap(Value::text);
    }

    private static String output(Call call) throws Refused {
        List<String> parts = new ArrayList<>();
        for (String place : List.of(call.text("-o").orElse("").split("[ ,]+", -1))) {
            if (place.equals("0")) {
                parts.add("$k");
            } else if (place.matches("[12]\\.[1-9][0-9]?")) {
                parts.add((place.startsWith("1") ? "[string]$f[" : "[string]$g[")
                        + (Integer.parseInt(place.substring(2)) - 1) + "]");
            } else {
                throw Refused.option("join", "-o " + place);
            }
        }
        return "@(" + String.join(", ", parts) + ")";
    }

    /** {@code column -t}: fields in columns. */
    static Stage column(Call call, Context context) throws Refused {
        call.allow("-t", "-s", "-o");
        if (!call.has("-t")) {
            throw new Refused("alias.option", "column without -t has no faithful translation.", "column -t");
        }
        List<Ps.Element> source = Source.lines(call, context, call.operands());
        String split = ".Split([char[]]" + "\" `t\", 'RemoveEmptyEntries')";
        Optional<String> separator = call.text("-s");
        if (separator.isPresent()) {
            if (separator.get().isEmpty()) {
                throw Refused.option("column", "-s");
            }
            split = " -csplit " + PsWriter.quote(TrStage.bracket(separator.get(), false));
        }
        Ps.Expr between = str(call.text("-o").orElse("  "));
        return Stage.text(Source.then(
                source,
                block(
                        "$r = New-Object Collections.ArrayList; $w = @{}; foreach ($x in $input) { $f = @($x" + split
                                + "); if ($x.Trim().Length -eq 0) { continue }; [void]$r.Add($f); for ($i = 0; $i -lt $f.Count; $i++) { $w[$i] = [Math]::Max([int]$w[$i],"
                                + " $f[$i].Length) } }; foreach ($f in $r) { @(for ($i = 0; $i -lt $f.Count; $i++) { if ($i -lt $f.Count - 1) {"
                                + " $f[$i].PadRight($w[$i]) } else { $f[$i] } }) -join ",
                        between,
                        " }")));
    }
}
