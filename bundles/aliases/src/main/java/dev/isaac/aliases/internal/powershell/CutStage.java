package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import dev.isaac.aliases.internal.shell.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code cut}. */
final class CutStage implements StageTranslator {

    private static final Pattern RANGE = Pattern.compile("([1-9][0-9]{0,4})?(-)?([1-9][0-9]{0,4})?");

    /** Places from 1; {@code to} is 0 where it is open. */
    private record Range(int from, int to) {}

    @Override
    public Stage translate(Call call, Context context) throws Refused {
        call.allow("-d", "-f", "-c", "-b", "-s");
        List<Ps.Element> source = Source.lines(call, context, call.operands());
        if (call.has("-b")) {
            context.note("Characters are counted, not bytes.");
        }
        if (call.has("-c") || call.has("-b")) {
            if ((call.has("-c") && call.has("-b")) || call.has("-f") || call.has("-d") || call.has("-s")) {
                throw Refused.option("cut -c", "with others");
            }
            return Stage.text(Source.then(source, characters(ranges(call, call.has("-b") ? "-b" : "-c"))));
        }
        if (!call.has("-f")) {
            throw new Refused("alias.option", "cut is translated with -f or -c.", "cut -f or cut -c");
        }
        String delimiter = call.text("-d").orElse("\t");
        if (delimiter.length() != 1) {
            throw Refused.option("cut", "-d " + delimiter);
        }
        return Stage.text(Source.then(source, fields(delimiter, ranges(call, "-f"), call.has("-s"))));
    }

    private static List<Range> ranges(Call call, String option) throws Refused {
        List<Range> ranges = new ArrayList<>();
        for (String part : call.text(option).orElse("").split(",", -1)) {
            Matcher matcher = RANGE.matcher(part);
            if (!matcher.matches() || part.isEmpty() || part.equals("-")) {
                throw Refused.option("cut", option + " " + part);
            }
            int from = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
            int to =
                    matcher.group(3) != null ? Integer.parseInt(matcher.group(3)) : matcher.group(2) != null ? 0 : from;
            if (to != 0 && to < from) {
                throw Refused.option("cut", option + " " + part);
            }
            ranges.add(new Range(from, to));
        }
        ranges.sort(Comparator.comparingInt(Range::from));
        List<Range> merged = new ArrayList<>();
        for (Range range : ranges) {
            Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && (last.to() == 0 || range.from() <= last.to() + 1)) {
                int to = last.to() == 0 || range.to() == 0 ? 0 : Math.max(last.to(), range.to());
                merged.set(merged.size() - 1, new Range(last.from(), to));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    private static Ps.Command characters(List<Range> ranges) {
        List<Object> code = new ArrayList<>();
        for (Range range : ranges) {
            String length = range.to() == 0 ? ".*" : ".{0," + (range.to() - range.from() + 1) + "}";
            String regex = range.from() == 1 ? "^(" + length + ")" : "^.{" + (range.from() - 1) + "}(" + length + ")";
            code.add((code.isEmpty() ? "" : " + ") + "[regex]::Match($_, '" + regex + "').Groups[1].Value");
        }
        return Build.each(code.toArray());
    }

    private static Ps.Command fields(String delimiter, List<Range> ranges, boolean only) {
        String split = PsWriter.quote(PosixRegex.literal(delimiter));
        boolean single = ranges.stream().allMatch(r -> r.from() == r.to());
        StringBuilder taken = new StringBuilder();
        if (single) {
            taken.append("$f[");
            for (Range range : ranges) {
                taken.append(taken.length() > 3 ? "," : "").append(range.from() - 1);
            }
            taken.append(']');
        } else {
            for (Range range : ranges) {
                taken.append(taken.isEmpty() ? "" : "; ")
                        .append("$f | Select-Object -Skip ")
                        .append(range.from() - 1);
                if (range.to() != 0) {
                    taken.append(" -First ").append(range.to() - range.from() + 1);
                }
            }
        }
        String whole = only ? "" : "$_ ";
        return Build.each(
                "$f = @($_ -csplit " + split + "); if ($f.Count -lt 2) { " + whole + "} else { @(" + taken + ") -join ",
                new Ps.Str(delimiter),
                " }");
    }
}
