package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import dev.isaac.aliases.internal.shell.Value;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of variables with something done to them: defaults, lengths, parts, and what is cut off by patterns. */
final class Expansions {

    private static final Pattern PLACE = Pattern.compile(":([0-9]{1,5})(?::([0-9]{1,5}))?");

    private Expansions() {}

    static Ps.Expr code(Ps.Expr variable, Value.Expansion expansion) throws Refused {
        String operation = expansion.operation();
        if (operation.equals("#")) {
            return Ps.Code.of("([string]", variable, ").Length");
        }
        if (operation.startsWith(":-") && isPlain(operation.substring(2))) {
            return Ps.Code.of(
                    "$(if (", variable, ") { ", variable, " } else { ", new Ps.Str(operation.substring(2)), " })");
        }
        if (operation.startsWith(":+") && isPlain(operation.substring(2))) {
            return Ps.Code.of("$(if (", variable, ") { ", new Ps.Str(operation.substring(2)), " })");
        }
        if (operation.equals("^^") || operation.equals(",,")) {
            return Ps.Code.of(
                    "([string]", variable, operation.equals("^^") ? ").ToUpperInvariant()" : ").ToLowerInvariant()");
        }
        Matcher place = PLACE.matcher(operation);
        if (place.matches()) {
            String count = place.group(2) == null ? ".*" : ".{0," + place.group(2) + "}";
            return Ps.Code.of(
                    "[regex]::Match(", variable, ", '(?s)^.{" + place.group(1) + "}(" + count + ")').Groups[1].Value");
        }
        if (operation.startsWith("%%")) {
            return cut(variable, "(?s)^(.*?)" + regex(operation.substring(2), "*", expansion) + "$", "$1");
        }
        if (operation.startsWith("%")) {
            return cut(variable, "(?s)^(.*)" + regex(operation.substring(1), "*", expansion) + "$", "$1");
        }
        if (operation.startsWith("##")) {
            return cut(variable, "(?s)^" + regex(operation.substring(2), "*", expansion), "");
        }
        if (operation.startsWith("#")) {
            return cut(variable, "(?s)^" + regex(operation.substring(1), "*?", expansion), "");
        }
        if (operation.startsWith("/")) {
            return replaced(variable, operation, expansion);
        }
        throw refused(expansion);
    }

    private static Refused refused(Value.Expansion expansion) {
        return Refused.construct("The expansion ${" + expansion.name() + expansion.operation() + "}");
    }

    private static boolean isPlain(String text) {
        return text.matches("[A-Za-z0-9_./:,@%+= -]*");
    }

    private static Ps.Expr cut(Ps.Expr variable, String regex, String by) {
        return Ps.Code.of("(", variable, " -creplace ", new Ps.Str(regex), ", ", new Ps.Str(by), ")");
    }

    private static Ps.Expr replaced(Ps.Expr variable, String operation, Value.Expansion expansion) throws Refused {
        boolean all = operation.startsWith("//");
        String rest = operation.substring(all ? 2 : 1);
        int slash = rest.indexOf('/');
        String what = slash < 0 ? rest : rest.substring(0, slash);
        String by = slash < 0 ? "" : rest.substring(slash + 1);
        if (what.isEmpty() || !isPlain(what) || what.startsWith("#") || what.startsWith("%") || !isPlain(by)) {
            throw refused(expansion);
        }
        String regex = PosixRegex.literal(what);
        return all
                ? cut(variable, regex, by)
                : Ps.Code.of("([regex]", new Ps.Str(regex), ").Replace(", variable, ", ", new Ps.Str(by), ", 1)");
    }

    /** A pattern as an expression. */
    private static String regex(String pattern, String many, Value.Expansion expansion) throws Refused {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if ("[]\\'\"$`".indexOf(c) >= 0) {
                throw refused(expansion);
            }
            out.append(c == '*' ? "." + many : c == '?' ? "." : PosixRegex.literal(String.valueOf(c)));
        }
        if (out.isEmpty()) {
            throw refused(expansion);
        }
        return out.toString();
    }
}
