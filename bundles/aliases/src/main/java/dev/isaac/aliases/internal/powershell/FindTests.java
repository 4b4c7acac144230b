package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import dev.isaac.aliases.internal.shell.Value;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The single tests of {@code find}. */
final class FindTests {

    private static final String WRITTEN = "The time of the last write stands for that of the last change of status.";

    private FindTests() {}

    static Refused refused(String what) {
        return new Refused("alias.find", "find: " + what + " is beyond what has a faithful translation.");
    }

    /** {@code -name} and {@code -iname}. */
    static FindTest name(String option, Value value, Context context) throws Refused {
        String pattern = pattern(option, value, context);
        if (pattern.indexOf('/') >= 0 || pattern.isEmpty()) {
            throw refused(option + " " + value.typed());
        }
        boolean ignoreCase = option.equals("-iname");
        int flags = Pattern.DOTALL | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
        return new FindTest.Name(FindStage.like("find", pattern), Pattern.compile(loose(pattern), flags), ignoreCase);
    }

    /** The pattern of an option; one that is not quoted is taken as find would get it. */
    static String pattern(String option, Value value, Context context) throws Refused {
        if (!value.isGlob()) {
            return value.text().orElseThrow(() -> refused(option + " " + value.typed()));
        }
        StringBuilder text = new StringBuilder();
        for (Value.Piece piece : value.pieces()) {
            if (piece instanceof Value.Text known) {
                text.append(known.text().replace("\\", "\\\\"));
            } else if (piece instanceof Value.Glob glob) {
                context.note("The pattern " + value.typed()
                        + " is not quoted; it is taken as find would get it where no file matches.");
                text.append(glob.text());
            } else {
                throw refused(option + " " + value.typed());
            }
        }
        return text.toString();
    }

    /** An expression that matches at least what a pattern matches. */
    private static String loose(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(
                    c == '*' || c == '[' || c == ']' || c == '\\'
                            ? ".*"
                            : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return regex.toString();
    }

    /** {@code -path} and its kin. */
    static FindTest path(String option, String pattern) throws Refused {
        return new FindTest.Printed(option.startsWith("-i") ? "-ilike" : "-clike", FindStage.like("find", pattern));
    }

    /** {@code -regex} and {@code -iregex}: the whole name must match. */
    static FindTest regex(String option, String pattern, String dialect) throws Refused {
        boolean basic = dialect.equals("posix-basic") || dialect.equals("grep") || dialect.equals("sed");
        String text = dialect.equals("emacs") ? extended(pattern) : pattern;
        String converted = PosixRegex.convert(text, basic ? PosixRegex.Dialect.BASIC : PosixRegex.Dialect.EXTENDED)
                .text();
        return new FindTest.Printed(option.equals("-iregex") ? "-imatch" : "-cmatch", "^(?:" + converted + ")$");
    }

    /** An expression of Emacs, the dialect that find reads where none is named, as an extended one. */
    private static String extended(String pattern) throws Refused {
        StringBuilder out = new StringBuilder();
        boolean bracket = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (bracket) {
                bracket = c != ']';
                out.append(c);
            } else if (c == '[') {
                int next = i + 1 < pattern.length() && pattern.charAt(i + 1) == '^' ? i + 2 : i + 1;
                bracket = true;
                out.append(pattern, i, Math.min(pattern.length(), next + 1));
                i = next;
            } else if (c == '\\') {
                char next = i + 1 < pattern.length() ? pattern.charAt(++i) : ' ';
                if ("()|".indexOf(next) >= 0) {
                    out.append(next);
                } else if (".*+?[]^$/-_".indexOf(next) >= 0 && next != '-' && next != '_' && next != '/') {
                    out.append('\\').append(next);
                } else if (next == '/' || next == '-' || next == '_') {
                    out.append(next);
                } else {
                    throw refused("-regex " + pattern);
                }
            } else if ("(){}|".indexOf(c) >= 0) {
                out.append('\\').append(c);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    static FindTest type(String types) throws Refused {
        return switch (types) {
            case "f" -> new FindTest.Type(true);
            case "d" -> new FindTest.Type(false);
            case "l" -> new FindTest.Code(Ps.Code.of("($_.Attributes -band [IO.FileAttributes]::ReparsePoint) -ne 0"));
            case "f,d", "d,f" -> new FindTest.Code(Ps.Code.of("$true"));
            default -> throw refused("-type " + types);
        };
    }

    static FindTest empty() {
        return new FindTest.Code(
                Ps.Code.of(
                        "$(if ($_.PSIsContainer) { @(Get-ChildItem -LiteralPath $_.FullName -Force).Count } else { $_.Length }) -eq 0"));
    }

    static FindTest size(String text) throws Refused {
        if (!text.matches("[+-]?[0-9]{1,9}[bcwkMG]?")) {
            throw refused("-size " + text);
        }
        char last = text.charAt(text.length() - 1);
        long unit = Optional.ofNullable(Map.of('c', 1L, 'w', 2L, 'k', 1L << 10, 'M', 1L << 20, 'G', 1L << 30)
                        .get(last))
                .orElse(512L);
        long number = Long.parseLong(text.replaceAll("[^0-9]", ""));
        long top = number * unit;
        long below = (number - 1) * unit;
        if (text.startsWith("+")) {
            return new FindTest.Code(Ps.Code.of("$_.Length -gt " + top));
        }
        if (text.startsWith("-")) {
            return new FindTest.Code(Ps.Code.of("$_.Length -le " + below));
        }
        return new FindTest.Code(Ps.Code.of("($_.Length -gt " + below + " -and $_.Length -le " + top + ")"));
    }

    /** {@code -mtime -3}, {@code -amin +5} and their kin. */
    static FindTest time(String option, String text, Context context) throws Refused {
        if (!text.matches("[+-]?[0-9]{1,8}")) {
            throw refused(option + " " + text);
        }
        if (option.startsWith("-c")) {
            context.note(WRITTEN);
        }
        String time = option.startsWith("-a") ? "$_.LastAccessTime" : "$_.LastWriteTime";
        int number = Integer.parseInt(text.replaceAll("[^0-9]", ""));
        boolean days = option.endsWith("time");
        String ago = " (Get-Date)." + (days ? "AddDays(-" : "AddMinutes(-");
        // An age is cut to whole days, but rounded up to whole minutes.
        int from = days ? number : number - 1;
        if (text.startsWith("+")) {
            return new FindTest.Code(
                    Ps.Code.of(time + (days ? " -le" : " -lt") + ago + (days ? number + 1 : number) + ")"));
        }
        if (text.startsWith("-")) {
            return new FindTest.Code(Ps.Code.of(time + " -gt" + ago + number + ")"));
        }
        if (from < 0) {
            throw refused(option + " " + text);
        }
        return new FindTest.Code(
                Ps.Code.of("(" + time + " -le" + ago + from + ") -and " + time + " -gt" + ago + (from + 1) + "))"));
    }

    /** {@code -newer FILE}. */
    static FindTest newer(Value file, Context context) throws Refused {
        Ps.Expr other = Build.value(
                Build.command("Get-Item", "-LiteralPath", context.values().path(file), "-Force"));
        return new FindTest.Code(Ps.Code.of("$_.LastWriteTime -gt ", other, ".LastWriteTime"));
    }

    /** {@code -newermt DATE}. */
    static FindTest newerThan(String date) throws Refused {
        if (!date.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}(:[0-9]{2})?)?")) {
            throw refused("-newermt " + date);
        }
        return new FindTest.Code(Ps.Code.of("$_.LastWriteTime -gt [datetime]", new Ps.Str(date)));
    }
}
