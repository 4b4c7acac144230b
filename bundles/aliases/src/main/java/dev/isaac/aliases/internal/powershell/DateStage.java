package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code date}: formats and simple dates are translated, the clock is never set. */
final class DateStage implements StageTranslator {

    private static final Map<Character, String> FORMATS = Map.ofEntries(
            Map.entry('Y', "yyyy"),
            Map.entry('y', "yy"),
            Map.entry('m', "MM"),
            Map.entry('d', "dd"),
            Map.entry('H', "HH"),
            Map.entry('I', "hh"),
            Map.entry('M', "mm"),
            Map.entry('S', "ss"),
            Map.entry('p', "tt"),
            Map.entry('F', "yyyy-MM-dd"),
            Map.entry('D', "MM\\/dd\\/yy"),
            Map.entry('T', "HH\\:mm\\:ss"),
            Map.entry('R', "HH\\:mm"),
            Map.entry('r', "hh\\:mm\\:ss\\ tt"),
            Map.entry('A', "dddd"),
            Map.entry('a', "ddd"),
            Map.entry('B', "MMMM"),
            Map.entry('b', "MMM"),
            Map.entry('h', "MMM"));
    /** What has no letter of its own: code, with the date in {@code $d}. */
    private static final Map<Character, String> CODE = Map.ofEntries(
            Map.entry('j', "$d.DayOfYear.ToString('000')"),
            Map.entry('u', "([int]$d.DayOfWeek + 6) % 7 + 1"),
            Map.entry('w', "[int]$d.DayOfWeek"),
            Map.entry('e', "'{0,2}' -f $d.Day"),
            Map.entry('k', "'{0,2}' -f $d.Hour"),
            Map.entry('l', "'{0,2}' -f (($d.Hour + 11) % 12 + 1)"),
            Map.entry('s', "([DateTimeOffset]$d).ToUnixTimeSeconds()"),
            Map.entry('N', "$d.ToString('fffffff') + '00'"),
            Map.entry('z', "([DateTimeOffset]$d).ToString('zzz').Replace(':', '')"),
            Map.entry('C', "[Math]::Floor($d.Year / 100)"),
            Map.entry('P', "$d.ToString('tt', [Globalization.CultureInfo]::InvariantCulture).ToLowerInvariant()"));

    private static final String INVARIANT = ", [Globalization.CultureInfo]::InvariantCulture)";
    private static final Pattern OFFSET = Pattern.compile(
            "(?:(today|now|[0-9]{4}-[0-9]{2}-[0-9]{2}) ?)?([+-]?[0-9]{1,5}) ?(second|sec|minute|min|hour|day|week|month|year)s?( ago)?");
    private static final Map<String, String> ADD = Map.of(
            "second", "Seconds", "sec", "Seconds", "minute", "Minutes", "min", "Minutes", "hour", "Hours", "day",
            "Days", "week", "Days", "month", "Months", "year", "Years");

    @Override
    public Stage translate(Call call, Context context) throws Refused {
        call.allow("-u", "-d", "-I", "-R", "-r");
        if (context.piped() || call.operands().size() > 1) {
            throw Refused.operands("date", "it takes one format");
        }
        String now = now(call, context);
        boolean fixed = call.has("-I") || call.has("-R");
        if (call.operands().isEmpty() && !fixed) {
            boolean plain = now.equals("(Get-Date)");
            return Stage.of(Flow.OBJECTS, Build.evaluate(plain ? "Get-Date" : now))
                    .success(Stage.Success.ALWAYS)
                    .shown("The date is written in another way.");
        }
        String format = fixed ? iso(call) : call.operandText(0);
        if (format.equals("+%s") && call.names().stream().allMatch("-u"::equals)) {
            return Stage.text(Build.evaluate("[DateTimeOffset]::UtcNow.ToUnixTimeSeconds()"))
                    .success(Stage.Success.ALWAYS);
        }
        if (!format.startsWith("+")) {
            throw new Refused("alias.operand", "date with " + format + " would set the clock.", "date +FORMAT");
        }
        return formatted(now, format.substring(1));
    }

    private static Stage formatted(String now, String format) throws Refused {
        List<Ps.Expr> parts = new ArrayList<>();
        StringBuilder known = new StringBuilder();
        boolean coded = false;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            char next = c == '%' && i + 1 < format.length() ? format.charAt(++i) : '\0';
            boolean unpadded = next == '-' && i + 1 < format.length();
            if (unpadded) {
                next = format.charAt(++i);
                String code = Map.of(
                                'd',
                                "$d.Day",
                                'm',
                                "$d.Month",
                                'H',
                                "$d.Hour",
                                'M',
                                "$d.Minute",
                                'S',
                                "$d.Second",
                                'j',
                                "$d.DayOfYear")
                        .get(next);
                if (code == null) {
                    throw Refused.operands("date", "the format %-" + next);
                }
                coded = true;
                flush(known, parts);
                parts.add(Ps.Code.of(code));
            } else if (c != '%') {
                known.append(escape(c));
            } else if (next == '%' || next == 't') {
                known.append(escape(next == 't' ? '\t' : '%'));
            } else if (FORMATS.containsKey(next)) {
                known.append(FORMATS.get(next));
            } else {
                String code = CODE.get(next);
                if (code == null) {
                    throw Refused.operands("date", "the format %" + next);
                }
                coded = true;
                flush(known, parts);
                parts.add(Ps.Code.of(code));
            }
        }
        if (!coded) {
            String text = known.toString();
            // One letter alone would be a standard format.
            text = text.length() == 1 ? "%" + text : text;
            if (text.isEmpty()) {
                throw Refused.operands("date", "an empty format");
            }
            return Stage.text(Build.evaluate(now + ".ToString(", Build.str(text), INVARIANT))
                    .success(Stage.Success.ALWAYS);
        }
        flush(known, parts);
        return Stage.text(Build.block("$d = " + now + "; ", new Ps.Joined(parts)))
                .success(Stage.Success.ALWAYS);
    }

    private static void flush(StringBuilder known, List<Ps.Expr> parts) {
        if (!known.isEmpty()) {
            String text = known.length() == 1 ? "%" + known : known.toString();
            parts.add(Ps.Code.of("$d.ToString(", Build.str(text), INVARIANT));
            known.setLength(0);
        }
    }

    private static String iso(Call call) throws Refused {
        if (!call.operands().isEmpty() || (call.has("-I") && call.has("-R"))) {
            throw Refused.operands("date", "two formats");
        }
        if (call.has("-R")) {
            return "+%a, %d %b %Y %H:%M:%S %z";
        }
        String way = call.text("-I").orElse("date");
        String zone = call.has("-u") ? "+00:00" : "";
        if (!way.equals("date") && zone.isEmpty()) {
            throw Refused.option("date", "-I" + way);
        }
        return switch (way) {
            case "date" -> "+%F";
            case "hours" -> "+%FT%H" + zone;
            case "minutes" -> "+%FT%H:%M" + zone;
            case "seconds" -> "+%FT%T" + zone;
            default -> throw Refused.option("date", "-I" + way);
        };
    }

    /** The date that is meant, as code. */
    private static String now(Call call, Context context) throws Refused {
        boolean universal = call.has("-u");
        if (call.has("-r")) {
            Ps.Expr file = context.values().plainPath(call.value("-r").orElseThrow());
            if (!(file instanceof Ps.Str name)
                    || universal
                    || call.has("-d")
                    || name.value().matches("[0-9]+")) {
                throw Refused.option("date", "-r");
            }
            return "(Get-Item -Force -LiteralPath " + PsWriter.quote(name.value()) + ").LastWriteTime";
        }
        String now = universal ? "[DateTime]::UtcNow" : "(Get-Date)";
        if (!call.has("-d")) {
            return now;
        }
        String text = call.text("-d").orElse("").toLowerCase(Locale.ROOT).trim();
        Optional<String> simple = Optional.ofNullable(Map.of(
                        "now", now,
                        "today", now,
                        "yesterday", now + ".AddDays(-1)",
                        "tomorrow", now + ".AddDays(1)",
                        "last week", now + ".AddDays(-7)",
                        "next week", now + ".AddDays(7)",
                        "last month", now + ".AddMonths(-1)",
                        "next month", now + ".AddMonths(1)",
                        "last year", now + ".AddYears(-1)",
                        "next year", now + ".AddYears(1)")
                .get(text));
        if (simple.isPresent()) {
            if (text.contains("month") || text.contains("year")) {
                context.note("A day that the other month does not have becomes its last day.");
            }
            return simple.get();
        }
        if (text.matches("@-?[0-9]{1,11}")) {
            return "[DateTimeOffset]::FromUnixTimeSeconds(" + text.substring(1) + ")."
                    + (universal ? "UtcDateTime" : "LocalDateTime");
        }
        if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}([t ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?") && !universal) {
            return "([datetime]" + PsWriter.quote(text.replace('t', ' ')) + ")";
        }
        Matcher offset = OFFSET.matcher(text);
        if (offset.matches()) {
            return offset(offset, now, universal, context);
        }
        throw Refused.option("date", "-d " + text);
    }

    private static String offset(Matcher offset, String now, boolean universal, Context context) throws Refused {
        String base = offset.group(1);
        if (base != null && base.startsWith("2") && universal) {
            throw Refused.option("date -u", "-d " + base);
        }
        String start = base == null || base.equals("now") || base.equals("today")
                ? now
                : "([datetime]" + PsWriter.quote(base) + ")";
        int number = Integer.parseInt(offset.group(2).replace("+", ""));
        number *= offset.group(3).equals("week") ? 7 : 1;
        number *= offset.group(4) != null ? -1 : 1;
        String unit = ADD.get(offset.group(3));
        if ("Months".equals(unit) || "Years".equals(unit)) {
            context.note("A day that the other month does not have becomes its last day.");
        }
        return start + ".Add" + unit + "(" + number + ")";
    }

    private static String escape(char c) {
        return c == '-' || c == '_' || c == ' ' || c == '.' || c == ',' ? String.valueOf(c) : "\\" + c;
    }
}
