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

    private static final Pattern KEY = Pattern.compile(
            "([1-9][0-9]?)(?:\\.([1-9][0-9]?))?([bnrhgVMf]*)(?:,([1-9][0-9]?)(?:\\.([0-9]{1,2}))?([bnrhgVMf]*))?");
    private static final String NUMBER = "'^[ \\t]*-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)'";
    private static final String MONTHS = "'JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC'";

    /** A key: from a field to another, 0 for the end of the line, compared in a way of one letter, blank for text. */
    private record Key(
            int field, int from, int last, int to, String way, boolean blanks, boolean fold, boolean reverse) {}

    @Override
    public Stage translate(Call call, Context context) throws Refused {
        call.allow("-n", "-r", "-u", "-k", "-t", "-f", "-h", "-V", "-M", "-g", "-b", "-s", "-o", "-R", "-m");
        List<Ps.Element> source = Source.lines(call, context, call.operands());
        if (call.has("-R")) {
            if (call.names().size() > 1) {
                throw Refused.option("sort -R", "with others");
            }
            context.note("Lines that are the same do not stay together.");
            return Stage.text(Source.then(source, Build.command("Sort-Object", "-Property", "{ Get-Random }")));
        }
        if (call.has("-m")) {
            context.note("The files are sorted anew.");
        }
        if (call.has("-V") || call.values("-k").stream().anyMatch(k -> k.typed().contains("V"))) {
            context.note("Versions are ordered by their numbers, and the text between them by its characters' codes.");
        }
        Optional<String> separator = separator(call);
        List<Key> keys = keys(call);
        boolean reverse = call.has("-r");
        String global = way(
                call.names().stream()
                        .filter(n -> n.matches("-[nhVMg]"))
                        .map(n -> n.substring(1))
                        .toList(),
                call);
        boolean plain = keys.isEmpty() && global.isEmpty() && !call.has("-f") && !call.has("-b");
        List<Object> code = new ArrayList<>();
        if (plain && call.has("-u")) {
            code.add("[Collections.Generic.SortedSet[string]]::new([string[]]@($input), [StringComparer]::Ordinal)"
                    + (reverse ? ".Reverse()" : ""));
        } else {
            code.add("$l = [string[]]@($input)");
            if (!call.has("-s") && !call.has("-u")) {
                // What the keys leave equal is ordered by the whole line.
                code.add("; [Array]::Sort($l, [StringComparer]::Ordinal)" + (reverse ? "; [Array]::Reverse($l)" : ""));
            }
            if (keys.isEmpty() && !plain) {
                keys.add(new Key(1, 1, 0, 0, global, call.has("-b"), call.has("-f"), reverse));
            }
            for (int i = keys.size() - 1; i >= 0; i--) {
                pass(code, keys.get(i), separator);
            }
            code.add(call.has("-u") ? unique(keys, separator) : "; $l");
        }
        context.note("Lines are ordered by their characters' codes, as under LC_ALL=C.");
        List<Ps.Element> all = Source.then(source, Build.block(code.toArray()));
        return call.has("-o") ? toFile(call, all, context) : Stage.text(all);
    }

    private static Stage toFile(Call call, List<Ps.Element> elements, Context context) throws Refused {
        Value file = call.value("-o").orElseThrow();
        if (file.isGlob()) {
            throw Refused.option("sort", "-o " + file.typed());
        }
        List<Object> arguments =
                new ArrayList<>(List.of("-LiteralPath", context.values().path(file)));
        if (!context.modern()) {
            context.note("The file is written as UTF-8 with a byte order mark.");
            arguments.addAll(List.of("-Encoding", "utf8"));
        }
        // The block has read all lines before the file is opened.
        Ps.Element whole = Build.evaluate(Build.list(elements));
        return Stage.of(Flow.NOTHING, whole, Build.command("Out-File", arguments.toArray()))
                .success(Stage.Success.UNKNOWN);
    }

    private static void pass(List<Object> code, Key key, Optional<String> separator) {
        String order = "[Linq.Enumerable]::OrderBy" + (key.reverse() ? "Descending" : "");
        boolean number = !key.way().isEmpty() && !key.way().equals("V");
        code.add(
                "; $l = [string[]]@(" + order + "($l, [Func[string," + (number ? "double" : "string") + "]]{ param($x) "
                        + compared(key, separator) + " }" + (number ? "" : ", [StringComparer]::Ordinal") + "))");
    }

    /** What is compared of a line, as code. */
    private static String compared(Key key, Optional<String> separator) {
        String text = text(key, separator);
        return switch (key.way()) {
            case "n" -> "if (" + text + " -match " + NUMBER + ") { [double]$Matches[0] } else { 0 }";
            case "g" ->
                "if (" + text
                        + " -match '^[ \\t]*[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?') { [double]$Matches[0] }"
                        + " else { [double]::NegativeInfinity }";
            case "h" ->
                "if (" + text
                        + " -match '^[ \\t]*(-?)([0-9]+\\.?[0-9]*|\\.[0-9]+)([KkMGTPEZY]?)') { $v = [double]$Matches[2] +"
                        + " 1e12 * $(if ($Matches[2] -match '[1-9]') { 'KMGTPEZY'.IndexOf($Matches[3].ToUpperInvariant() + '') + 1 } else { 0 });"
                        + " if ($Matches[3] -eq '') { $v = [double]$Matches[0] } elseif ($Matches[1]) { $v = -$v }; $v } else { 0 }";
            case "M" ->
                "if (" + text + " -match '^[ \\t]*([A-Za-z]{3})') { " + MONTHS
                        + ".IndexOf($Matches[1].ToUpperInvariant()) / 3 + 1 } else { 0 }";
            case "V" ->
                "[regex]::Replace(" + text
                        + ", '[0-9]+', [Text.RegularExpressions.MatchEvaluator]{ $args[0].Value.PadLeft(20, '0') })";
            default -> key.fold() ? "(" + text + ").ToUpperInvariant()" : text;
        };
    }

    /** The first of those lines whose keys are the same. */
    private static String unique(List<Key> keys, Optional<String> separator) {
        StringBuilder all = new StringBuilder();
        for (Key key : keys) {
            all.append(all.isEmpty() ? "" : ", ")
                    .append("$(")
                    .append(compared(key, separator))
                    .append(")");
        }
        return "; $k = $null; foreach ($x in $l) { $y = @(" + all
                + ") -join [char]0; if ($null -eq $k -or -not $y.Equals($k)) { $x }; $k = $y }";
    }

    private static String text(Key key, Optional<String> separator) {
        if (key.field() == 1 && key.from() == 1 && key.last() == 0 && !key.blanks()) {
            return "$x";
        }
        String before = separator.map(s -> "[^" + s + "]*" + s).orElse("[ \\t]*[^ \\t]+");
        String one = separator.map(s -> "[^" + s + "]*").orElse("[ \\t]*[^ \\t]*");
        String more = separator.map(s -> "(?:" + s + "[^" + s + "]*)").orElse("(?:[ \\t]+[^ \\t]+)");
        String skipped = (key.field() == 1 ? "" : "(?:" + before + "){" + (key.field() - 1) + "}")
                + (key.blanks() ? "[ \\t]*" : "")
                + (key.from() > 1 ? ".{0," + (key.from() - 1) + "}" : "");
        String field;
        if (key.last() == 0) {
            field = ".*";
        } else if (key.to() > 0) {
            field = ".{0," + (key.to() - key.from() + 1) + "}";
        } else {
            field = one + (key.last() > key.field() ? more + "{0," + (key.last() - key.field()) + "}" : "");
        }
        return "[regex]::Match($x, " + PsWriter.quote("^" + skipped + "(" + field + ")") + ").Groups[1].Value";
    }

    private static Optional<String> separator(Call call) throws Refused {
        Optional<String> text = call.text("-t");
        if (text.isEmpty()) {
            return text;
        }
        String value = text.get().equals("\\t") ? "\t" : text.get();
        if (value.length() != 1 || value.equals("\\") || value.equals("^") || value.equals("]") || value.equals("[")) {
            throw Refused.option("sort", "-t " + value);
        }
        return Optional.of(PosixRegex.literal(value));
    }

    private static String way(List<String> letters, Call call) throws Refused {
        if (letters.size() > 1) {
            throw Refused.option("sort -" + letters.get(0), "-" + letters.get(1));
        }
        if (!letters.isEmpty() && call.has("-f")) {
            throw Refused.option("sort -" + letters.get(0), "-f");
        }
        return letters.isEmpty() ? "" : letters.get(0);
    }

    private static List<Key> keys(Call call) throws Refused {
        List<Key> keys = new ArrayList<>();
        for (Value value : call.values("-k")) {
            Matcher matcher = KEY.matcher(value.text().orElse(""));
            if (!matcher.matches()) {
                throw Refused.option("sort", "-k " + value.typed());
            }
            int field = Integer.parseInt(matcher.group(1));
            int from = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
            int last = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
            int to = matcher.group(5) == null ? 0 : Integer.parseInt(matcher.group(5));
            boolean crossing = to > 0 && (last != field || to < from);
            if ((last != 0 && last < field) || crossing || (from > 1 && last != 0 && to == 0)) {
                throw Refused.option("sort", "-k " + value.typed());
            }
            String flags =
                    matcher.group(3) + Optional.ofNullable(matcher.group(6)).orElse("");
            boolean own = !flags.isEmpty();
            String letters = own
                    ? flags.replaceAll("[bfr]", "")
                    : String.join(
                            "",
                            call.names().stream()
                                    .filter(n -> n.matches("-[nhVMg]"))
                                    .map(n -> n.substring(1))
                                    .toList());
            if (letters.chars().distinct().count() > 1) {
                throw Refused.option("sort", "-k " + value.typed());
            }
            keys.add(new Key(
                    field,
                    from,
                    last,
                    to,
                    letters.isEmpty() ? "" : letters.substring(0, 1),
                    own ? flags.contains("b") : call.has("-b"),
                    own ? flags.contains("f") : call.has("-f"),
                    own ? flags.contains("r") : call.has("-r")));
        }
        return keys;
    }
}
