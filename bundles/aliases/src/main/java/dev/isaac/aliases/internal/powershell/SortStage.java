package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code sort}: by bytes, as under {@code LC_ALL=C}. PowerShell's own Sort-Object ignores case, follows the culture and
 * need not be stable, so the order is made with {@code [Array]::Sort} and stable passes over it.
 */
final class SortStage implements StageTranslator {

    private static final Pattern KEY = Pattern.compile("([1-9][0-9]?)([nr]*)(?:,([1-9][0-9]?)([nr]*))?");
    private static final String NUMBER = "'^[ \\t]*-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)'";

    private record Key(int field, boolean toEnd, boolean numeric, boolean reverse) {}

    @Override
    public Stage translate(Call call, Context context) throws Refused {
        call.allow("-n", "-r", "-u", "-k", "-t", "-f");
        List<Ps.Element> source = Source.lines(call, context, call.operands());
        boolean reverse = call.has("-r");
        List<Key> keys = keys(call);
        Optional<String> separator = separator(call);
        List<Object> code = new ArrayList<>();
        if (call.has("-u")) {
            if (call.has("-n") || call.has("-f") || !keys.isEmpty()) {
                throw new Refused(
                        "alias.option", "sort -u with a key or another order has no faithful translation.", "sort -u");
            }
            code.add("[Collections.Generic.SortedSet[string]]::new([string[]]@($input), [StringComparer]::Ordinal)"
                    + (reverse ? ".Reverse()" : ""));
        } else if (call.has("-f")) {
            if (call.has("-n") || !keys.isEmpty()) {
                throw Refused.option("sort with keys", "-f");
            }
            composite(code, "$x.ToUpperInvariant()", reverse);
        } else if (keys.size() == 1 && !keys.get(0).numeric()) {
            Key key = keys.get(0);
            if (key.reverse() != reverse) {
                throw Refused.option("sort", "-k with an order of its own");
            }
            composite(code, text(key, separator), reverse);
        } else {
            code.add("$l = [string[]]@($input); [Array]::Sort($l, [StringComparer]::Ordinal)");
            if (reverse) {
                code.add("; [Array]::Reverse($l)");
            }
            for (int i = keys.size() - 1; i >= 0; i--) {
                Key key = keys.get(i);
                if (!key.numeric()) {
                    throw Refused.option("sort", "-k, more than once and not all of them numeric");
                }
                pass(code, text(key, separator), key.reverse());
            }
            if (keys.isEmpty() && call.has("-n")) {
                pass(code, "$x", reverse);
            }
            code.add("; $l");
        }
        context.note("Lines are ordered by their characters' codes, as under LC_ALL=C.");
        return Stage.text(Source.then(source, Build.block(code.toArray())));
    }

    private static void composite(List<Object> code, String key, boolean reverse) {
        code.add("$l = [string[]]@($input); $k = [string[]]@(foreach ($x in $l) { " + key
                + " + [char]0 + $x }); [Array]::Sort($k, $l, [StringComparer]::Ordinal)"
                + (reverse ? "; [Array]::Reverse($l)" : "") + "; $l");
    }

    private static void pass(List<Object> code, String key, boolean reverse) {
        code.add("; $l = [string[]]@([Linq.Enumerable]::OrderBy" + (reverse ? "Descending" : "")
                + "($l, [Func[string,double]]{ param($x) if (" + key + " -match " + NUMBER
                + ") { [double]$Matches[0] } else { 0 } }))");
    }

    private static String text(Key key, Optional<String> separator) {
        String before = separator.map(s -> "[^" + s + "]*" + s).orElse("[ \\t]*[^ \\t]+");
        String field = key.toEnd() ? ".*" : separator.map(s -> "[^" + s + "]*").orElse("[ \\t]*[^ \\t]*");
        String regex =
                "^" + (key.field() == 1 ? "" : "(?:" + before + "){" + (key.field() - 1) + "}") + "(" + field + ")";
        return "[regex]::Match($x, " + PsWriter.quote(regex) + ").Groups[1].Value";
    }

    private static Optional<String> separator(Call call) throws Refused {
        Optional<String> text = call.text("-t");
        if (text.isEmpty()) {
            return text;
        }
        String value = text.get();
        if (value.length() != 1 || value.equals("\\") || value.equals("^") || value.equals("]") || value.equals("[")) {
            throw Refused.option("sort", "-t " + value);
        }
        return Optional.of(PosixRegex.literal(value));
    }

    private static List<Key> keys(Call call) throws Refused {
        List<Key> keys = new ArrayList<>();
        for (Value value : call.values("-k")) {
            Matcher matcher = KEY.matcher(value.text().orElse(""));
            if (!matcher.matches()) {
                throw Refused.option("sort", "-k " + value.typed());
            }
            int field = Integer.parseInt(matcher.group(1));
            String second = matcher.group(3);
            if (second != null && Integer.parseInt(second) != field) {
                throw Refused.option("sort", "-k " + value.typed());
            }
            String flags =
                    matcher.group(2) + Optional.ofNullable(matcher.group(4)).orElse("");
            boolean own = !flags.isEmpty();
            keys.add(new Key(
                    field,
                    second == null,
                    own ? flags.contains("n") : call.has("-n"),
                    own ? flags.contains("r") : call.has("-r")));
        }
        return keys;
    }
}
