package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.evaluate;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code seq}, which reads its words itself, because numbers may be negative. */
final class SeqStage implements StageTranslator {

    private static final Pattern FORMAT = Pattern.compile("([^%]*)%(0?)([0-9]{0,2})(?:\\.([0-9]))?([gfd])([^%]*)");

    @Override
    public Stage translate(Call call, Context context) throws Refused {
        List<BigDecimal> numbers = new ArrayList<>();
        String separator = null;
        String format = null;
        boolean wide = false;
        List<Value> words = call.operands();
        for (int i = 0; i < words.size(); i++) {
            String text = words.get(i).text().orElseThrow(() -> Refused.operands("seq", "a number that is not known"));
            if (text.matches("-?(0|[1-9][0-9]{0,7}|0[0-9]{1,7})(\\.[0-9]{1,6})?")) {
                numbers.add(new BigDecimal(text));
                wide |= text.matches("-?0[0-9].*");
                if (text.matches("-?0[0-9].*")) {
                    throw Refused.operands("seq", text + " has zeros before it");
                }
            } else if (text.equals("-w") || text.equals("--equal-width")) {
                wide = true;
            } else if (text.matches("(-s|-f|--separator=|--format=)") && text.length() == 2) {
                if (i + 1 >= words.size()) {
                    throw Refused.option("seq", text);
                }
                String value = words.get(++i).text().orElseThrow(() -> Refused.option("seq", text));
                separator = text.equals("-s") ? value : separator;
                format = text.equals("-f") ? value : format;
            } else if (text.matches("(?s)-s.+|--separator=.*")) {
                separator = text.substring(text.startsWith("--") ? 12 : 2);
            } else if (text.matches("(?s)-f.+|--format=.*")) {
                format = text.substring(text.startsWith("--") ? 9 : 2);
            } else {
                throw Refused.option("seq", text);
            }
        }
        if (context.piped() || numbers.isEmpty() || numbers.size() > 3 || (wide && format != null)) {
            throw Refused.operands("seq", "it takes one to three numbers");
        }
        return stage(numbers, separator, format, wide);
    }

    private static Stage stage(
            List<BigDecimal> numbers,
            @org.jspecify.annotations.Nullable String separator,
            @org.jspecify.annotations.Nullable String format,
            boolean wide)
            throws Refused {
        BigDecimal first = numbers.size() == 1 ? BigDecimal.ONE : numbers.get(0);
        BigDecimal last = numbers.get(numbers.size() - 1);
        BigDecimal step = numbers.size() == 3 ? numbers.get(1) : BigDecimal.ONE;
        if (step.signum() == 0 || (step.signum() > 0 ? first.compareTo(last) > 0 : first.compareTo(last) < 0)) {
            throw Refused.operands("seq", "no number at all");
        }
        int places = Math.max(first.scale(), step.scale());
        boolean whole = places == 0 && last.scale() == 0;
        boolean range = whole && step.compareTo(BigDecimal.ONE) == 0;
        String items = range
                ? first + ".." + last
                : "for (" + (whole ? "" : "[decimal]") + "$i = " + first.toPlainString() + "; $i "
                        + (step.signum() > 0 ? "-le " : "-ge ") + last.toPlainString() + "; $i += "
                        + step.toPlainString()
                        + ") { $i }";
        String shown = format != null
                ? formatted(format, places)
                : wide
                        ? padded(first, last, places)
                        : whole ? "" : "$_.ToString('F" + places + "', [Globalization.CultureInfo]::InvariantCulture)";
        if (separator != null) {
            String list = range && shown.isEmpty() ? "(" + items + ")" : "@(" + items + ")";
            String text = shown.isEmpty()
                    ? list
                    : "@(" + (range ? items : "& { " + items + " }") + " | ForEach-Object { " + shown + " })";
            return Stage.text(evaluate(text + " -join ", Build.str(separator)));
        }
        Ps.Element source = range ? evaluate(items) : Build.block(items);
        if (shown.isEmpty()) {
            return Stage.of(Flow.OBJECTS, source).asText(Build.each("\"$_\"")).success(Stage.Success.ALWAYS);
        }
        return Stage.text(source, Build.each(shown)).success(Stage.Success.UNKNOWN);
    }

    private static String padded(BigDecimal first, BigDecimal last, int places) throws Refused {
        if (first.signum() < 0 || last.signum() < 0) {
            throw Refused.option("seq -w", "with negative numbers");
        }
        int digits = Math.max(
                first.toBigInteger().toString().length(),
                last.toBigInteger().toString().length());
        return "$_.ToString('" + "0".repeat(digits) + (places == 0 ? "" : "." + "0".repeat(places))
                + "', [Globalization.CultureInfo]::InvariantCulture)";
    }

    private static String formatted(String format, int places) throws Refused {
        Matcher matcher = FORMAT.matcher(format);
        if (!matcher.matches() || format.indexOf('\\') >= 0) {
            throw Refused.option("seq", "-f " + format);
        }
        String precision = matcher.group(4);
        boolean zero = !matcher.group(2).isEmpty();
        int width = matcher.group(3).isEmpty() ? 0 : Integer.parseInt(matcher.group(3));
        boolean fixed = matcher.group(5).equals("f");
        if (matcher.group(5).equals("d") || (!fixed && (precision != null || places > 0)) || (zero && fixed)) {
            throw Refused.option("seq", "-f " + format);
        }
        String inside =
                fixed ? ":F" + (precision == null ? "6" : precision) : zero && width > 0 ? ":" + "0".repeat(width) : "";
        String place = "{0" + (width > 0 && !zero ? "," + width : "") + inside + "}";
        String text = matcher.group(1).replace("{", "{{").replace("}", "}}")
                + place
                + matcher.group(6).replace("{", "{{").replace("}", "}}");
        return "[string]::Format([Globalization.CultureInfo]::InvariantCulture, " + PsWriter.quote(text) + ", $_)";
    }
}
