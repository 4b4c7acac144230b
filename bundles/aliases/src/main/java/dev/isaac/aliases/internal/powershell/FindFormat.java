package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The format of {@code find -printf}, as a string with code inside. */
final class FindFormat {

    private static final Map<Character, String> TIMES =
            Map.of('Y', "yyyy", 'm', "MM", 'd', "dd", 'H', "HH", 'M', "mm", 'F', "yyyy-MM-dd", 'R', "HH:mm");

    private FindFormat() {}

    static Ps.Expr read(Value value, Ps.Expr printed, List<Value> starts, boolean filesOnly) throws Refused {
        String format = value.text().orElseThrow(() -> FindTests.refused("-printf " + value.typed()));
        if (!format.endsWith("\\n") && !format.endsWith("\n")) {
            throw FindTests.refused("-printf without a line break at its end");
        }
        String body = format.endsWith("\\n")
                ? format.substring(0, format.length() - 2)
                : format.substring(0, format.length() - 1);
        List<Ps.Expr> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            char next = i + 1 < body.length() ? body.charAt(i + 1) : ' ';
            if (c == '\\') {
                if (next != 't' && next != '\\') {
                    throw FindTests.refused("-printf with \\" + next);
                }
                text.append(next == 't' ? '\t' : '\\');
                i++;
            } else if (c != '%') {
                text.append(c);
            } else if (next == '%') {
                text.append('%');
                i++;
            } else {
                if (!text.isEmpty()) {
                    parts.add(new Ps.Str(text.toString()));
                    text.setLength(0);
                }
                i++;
                if (next == 'T') {
                    i++;
                    parts.add(time(i < body.length() ? body.charAt(i) : ' '));
                } else {
                    parts.add(part(next, printed, starts, filesOnly));
                }
            }
        }
        if (!text.isEmpty()) {
            parts.add(new Ps.Str(text.toString()));
        }
        return new Ps.Joined(parts);
    }

    private static Ps.Expr part(char directive, Ps.Expr printed, List<Value> starts, boolean filesOnly) throws Refused {
        switch (directive) {
            case 'p' -> {
                return printed;
            }
            case 'f' -> {
                return Ps.Code.of("$_.Name");
            }
            case 'h' -> {
                return Ps.Code.of("(", printed, ") -creplace '[/\\\\][^/\\\\]*$', ''");
            }
            case 'P' -> {
                if (starts.size() == 1 && starts.get(0).text().orElse("").equals(".")) {
                    return Ps.Code.of("(", printed, ").Substring(2)");
                }
            }
            case 's' -> {
                if (filesOnly) {
                    return Ps.Code.of("$_.Length");
                }
            }
            case 'y' -> {
                return Ps.Code.of("if ($_.PSIsContainer) { 'd' } else { 'f' }");
            }
            default -> {}
        }
        throw FindTests.refused("-printf with %" + directive);
    }

    private static Ps.Expr time(char directive) throws Refused {
        if (directive == '@') {
            return Ps.Code.of(
                    "([decimal]($_.LastWriteTimeUtc.Ticks - 621355968000000000) / 10000000).ToString('F10', [Globalization.CultureInfo]::InvariantCulture)");
        }
        String format = TIMES.get(directive);
        if (format == null) {
            throw FindTests.refused("-printf with %T" + directive);
        }
        return Ps.Code.of("$_.LastWriteTime.ToString('" + format + "', [Globalization.CultureInfo]::InvariantCulture)");
    }
}
