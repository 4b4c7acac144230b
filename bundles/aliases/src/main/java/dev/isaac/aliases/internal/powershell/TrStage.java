package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.block;
import static dev.isaac.aliases.internal.powershell.Build.each;
import static dev.isaac.aliases.internal.powershell.Build.str;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.CharacterSet;
import java.util.List;

/** {@code tr}. Lines come without their breaks, so what touches breaks is done over all lines at once. */
final class TrStage implements StageTranslator {

    private static final String ENDS = "The output ends with a line break.";

    @Override
    public Stage translate(Call call, Context context) throws Refused {
        call.allow("-d", "-s", "-c");
        List<Ps.Element> source = Source.lines(call, context, List.of());
        int sets = call.operands().size();
        boolean delete = call.has("-d");
        boolean squeeze = call.has("-s");
        boolean complement = call.has("-c");
        if (sets == 0 || sets > 2 || (delete && (sets != 1 || squeeze)) || (sets == 1 && !delete && !squeeze)) {
            throw Refused.operands("tr", "sets that do not fit its options");
        }
        String first = CharacterSet.expand(call.operandText(0));
        if (first.isEmpty()) {
            throw Refused.operands("tr", "an empty set");
        }
        Ps.Element element;
        if (delete) {
            element = delete(first, complement, context);
        } else if (sets == 1) {
            if (complement || first.indexOf('\n') >= 0) {
                throw Refused.operands("tr", "runs of line breaks");
            }
            element = each("$_ -creplace ", str("(" + bracket(first, false) + ")\\1+"), ", '$1'");
        } else {
            element = translate(first, CharacterSet.expand(call.operandText(1)), complement, squeeze, context);
        }
        return Stage.text(Source.then(source, element));
    }

    private static Ps.Element delete(String set, boolean complement, Context context) {
        boolean breaks = (set.indexOf('\n') >= 0) != complement;
        if (!breaks) {
            String kept = complement ? set.replace("\n", "") : set;
            return each("$_ -creplace ", str(bracket(kept, complement)), ", ''");
        }
        context.note(ENDS);
        String others = set.replace("\n", "");
        if (others.isEmpty() && !complement) {
            return block("@($input) -join ''");
        }
        return block("(@($input) -join '') -creplace ", str(bracket(others, complement)), ", ''");
    }

    private static Ps.Element translate(
            String first, String second, boolean complement, boolean squeeze, Context context) throws Refused {
        if (second.isEmpty()) {
            throw Refused.operands("tr", "an empty set");
        }
        if (complement && second.chars().distinct().count() > 1) {
            throw Refused.operands("tr", "a complement and a set of several characters");
        }
        if (squeeze) {
            return squeezed(first, second, complement);
        }
        if (complement) {
            throw Refused.operands("tr", "a complement without -s or -d");
        }
        String padded = second.length() >= first.length()
                ? second.substring(0, first.length())
                : second + second.substring(second.length() - 1).repeat(first.length() - second.length());
        if (first.equals("\n")) {
            if (padded.equals("\n")) {
                return each("$_");
            }
            context.note(ENDS);
            return block("$l = @($input); if ($l.Count -gt 0) { ($l -join ", str(padded), ") + ", str(padded), " }");
        }
        if (first.indexOf('\n') >= 0) {
            throw Refused.operands("tr", "line breaks among other characters");
        }
        if (padded.chars().distinct().count() == 1) {
            String to = padded.substring(0, 1);
            if (to.equals("\n")) {
                return each("$_ -csplit ", str(bracket(first, false)));
            }
            return each("$_ -creplace ", str(bracket(first, false)), ", ", str(to.equals("$") ? "$$" : to));
        }
        if (padded.indexOf('\n') >= 0) {
            throw Refused.operands("tr", "line breaks among other characters");
        }
        if (isShift(first, padded, 'a', 'A')) {
            return each(
                    "[regex]::Replace($_, ", str(bracket(first, false)), ", { $args[0].Value.ToUpperInvariant() })");
        }
        if (isShift(first, padded, 'A', 'a')) {
            return each(
                    "[regex]::Replace($_, ", str(bracket(first, false)), ", { $args[0].Value.ToLowerInvariant() })");
        }
        // The last mapping of a character counts.
        return each(
                "[regex]::Replace($_, ",
                str(bracket(first, false)),
                ", { ",
                str(padded),
                "[",
                str(first),
                ".LastIndexOf($args[0].Value, [StringComparison]::Ordinal)] })");
    }

    private static boolean isShift(String first, String second, char from, char to) {
        for (int i = 0; i < first.length(); i++) {
            char c = first.charAt(i);
            if (c < from || c > from + 25 || second.charAt(i) - to != c - from) {
                return false;
            }
        }
        return true;
    }

    private static Ps.Element squeezed(String first, String second, boolean complement) throws Refused {
        if (second.chars().distinct().count() > 1) {
            throw Refused.operands("tr", "-s with a second set of several characters");
        }
        String to = second.substring(0, 1);
        if (to.equals("\n")) {
            String members = complement
                    ? bracket(first.replace("\n", ""), true)
                    : bracket(first.replace("\n", "") + "\n", false);
            return block(
                    "$l = @($input); if ($l.Count -gt 0) { ((($l -join \"`n\") + \"`n\") -creplace ",
                    str(complement ? "(?:" + members + "|\\n)+" : members + "+"),
                    ", \"`n\") -creplace '\\n\\z', '' -csplit \"`n\" }");
        }
        if (complement || first.indexOf('\n') >= 0) {
            throw Refused.operands("tr", "line breaks among other characters");
        }
        // Runs are squeezed after the translation, so those of the target that were there before too.
        String union = first.indexOf(to) >= 0 ? first : first + to;
        return each("$_ -creplace ", str(bracket(union, false) + "+"), ", ", str(to.equals("$") ? "$$" : to));
    }

    /** A bracket expression of .NET for exactly these characters. */
    static String bracket(String set, boolean complement) {
        StringBuilder out = new StringBuilder(complement ? "[^" : "[");
        int i = 0;
        while (i < set.length()) {
            int end = i;
            while (end + 1 < set.length() && set.charAt(end + 1) == set.charAt(end) + 1) {
                end++;
            }
            if (end - i > 2) {
                member(set.charAt(i), out);
                out.append('-');
                member(set.charAt(end), out);
            } else {
                for (int k = i; k <= end; k++) {
                    member(set.charAt(k), out);
                }
            }
            i = end + 1;
        }
        return out.append(']').toString();
    }

    private static void member(char c, StringBuilder out) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            case '\u000B' -> out.append("\\v");
            case '\f' -> out.append("\\f");
            case '\\', '[', ']', '^', '-' -> out.append('\\').append(c);
            default -> out.append(c);
        }
    }
}
