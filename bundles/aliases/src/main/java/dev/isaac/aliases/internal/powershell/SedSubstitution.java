package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.str;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import dev.isaac.aliases.internal.shell.SedProgram;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code s} of {@code sed} does with a text.
 *
 * @param given as it was read
 * @param regex for .NET
 * @param replacement for .NET; with changes of case code for an evaluator
 */
record SedSubstitution(
        SedProgram.Substitution given, String regex, Ps.Expr replacement, boolean evaluated, boolean breaks) {

    /**
     * Converts, or refuses.
     *
     * @param lines whether there may be line breaks in the text
     */
    static SedSubstitution of(SedProgram.Substitution s, PosixRegex.Dialect dialect, boolean lines) throws Refused {
        boolean breaks = lines || s.pattern().indexOf('\n') >= 0;
        PosixRegex.Converted regex = PosixRegex.convert(s.pattern(), dialect, breaks);
        boolean nested = regex.text().matches("(?s).*\\((?!\\?)[^()]*\\((?!\\?).*")
                && s.replacement().matches("(?s).*\\\\[1-9].*");
        if (!regex.sameExtent() || (nested && regex.text().matches("(?s).*(\\|.*|\\)[*+?{].*)"))) {
            throw new Refused(
                    "alias.regex",
                    "The expression " + s.pattern()
                            + " is not proven to match the same text, because it has alternatives or"
                            + " repeated groups.");
        }
        boolean evaluated = changesCase(s.replacement());
        String text = evaluated ? "" : replacement(s.replacement(), regex.groups());
        boolean empty = PosixRegex.mayBeEmpty(regex.text());
        if ((s.global() || s.number() > 1)
                && empty
                && !regex.text().startsWith("^")
                && !s.replacement().isEmpty()) {
            throw new Refused(
                    "alias.regex", "The expression " + s.pattern() + " may match nothing at all, again and again.");
        }
        return new SedSubstitution(
                s,
                regex.text(),
                evaluated ? evaluator(s.replacement(), regex.groups()) : str(text),
                evaluated,
                text.indexOf('\n') >= 0 || s.replacement().contains("\\n"));
    }

    /** The text with the replacements made. */
    Ps.Expr changed(String text) {
        if (evaluated) {
            return Ps.Code.of(
                    "([regex]",
                    str((given.ignoreCase() ? "(?i)" : "") + regex),
                    ").Replace(" + text + ", [Text.RegularExpressions.MatchEvaluator]{ $m = $args[0]; ",
                    replacement,
                    given.global() ? " })" : " }, 1)");
        }
        if (given.global()) {
            return Ps.Code.of(
                    text + (given.ignoreCase() ? " -ireplace " : " -creplace "), str(regex), ", ", replacement);
        }
        return Ps.Code.of(
                "([regex]",
                str((given.ignoreCase() ? "(?i)" : "") + regex),
                ").Replace(" + text + ", ",
                replacement,
                ", 1)");
    }

    /** The statements that change {@code $p}, where a certain match is meant that is not the first. */
    Ps.Expr numbered() throws Refused {
        if (evaluated) {
            throw new Refused("alias.sed", "sed: a change of case in a certain match has no faithful translation.");
        }
        String pattern = (given.ignoreCase() ? "(?i)" : "") + regex;
        return Ps.Code.of(
                "$m = [regex]::Matches($p, ",
                str(pattern),
                "); if ($m.Count -ge " + given.number() + ") { $p = ([regex]",
                str(pattern),
                ").Replace($p, ",
                replacement,
                ", " + (given.global() ? "-1" : "1") + ", $m[" + (given.number() - 1) + "].Index) }");
    }

    /** The test whether anything is replaced. */
    Ps.Expr test() {
        return Ps.Code.of("$p " + (given.ignoreCase() ? "-imatch " : "-cmatch "), str(regex));
    }

    /** Whether a replacement has escapes that change the case. */
    static boolean changesCase(String replacement) {
        return replacement.replace("\\\\", "").matches("(?s).*\\\\[ULEul].*");
    }

    private static Ps.Expr evaluator(String text, int groups) throws Refused {
        List<Object> code = new ArrayList<>();
        String change = "";
        String once = "";
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = c == '\\' && i + 1 < text.length() ? text.charAt(++i) : 0;
            if (c == '&' || (next >= '0' && next <= '9')) {
                int group = c == '&' ? 0 : next - '0';
                if (group > groups) {
                    throw beyond("a reference to a group that is not there");
                }
                flush(plain, code);
                add(code, cased("$m.Groups[" + group + "].Value", change, once));
                once = "";
            } else if (next == 'U' || next == 'L' || next == 'E') {
                flush(plain, code);
                change = next == 'E' ? "" : String.valueOf(next);
                once = "";
            } else if (next == 'u' || next == 'l') {
                flush(plain, code);
                once = String.valueOf(next);
            } else if (c != '\\' && change.isEmpty() && once.isEmpty()) {
                plain.append(c);
            } else if (c != '\\' && !Character.isLetter(c)) {
                plain.append(c);
                once = "";
            } else {
                throw beyond("a change of case in known text");
            }
        }
        flush(plain, code);
        return code.isEmpty() ? str("") : Ps.Code.of(code.toArray());
    }

    private static void flush(StringBuilder plain, List<Object> code) {
        if (!plain.isEmpty()) {
            add(code, str(plain.toString()));
            plain.setLength(0);
        }
    }

    private static void add(List<Object> code, Object part) {
        if (!code.isEmpty()) {
            code.add(" + ");
        }
        code.add(part);
    }

    private static String cased(String value, String change, String once) {
        String all =
                change.isEmpty() ? value : value + (change.equals("U") ? ".ToUpperInvariant()" : ".ToLowerInvariant()");
        if (once.isEmpty()) {
            return all;
        }
        return "$(if (" + value + ".Length -gt 0) { " + value + ".Substring(0, 1)"
                + (once.equals("u") ? ".ToUpperInvariant()" : ".ToLowerInvariant()") + " + "
                + all.replace(value, value + ".Substring(1)") + " })";
    }

    private static Refused beyond(String what) {
        return new Refused("alias.sed", "sed: " + what + " is beyond what has a faithful translation.");
    }

    /** The replacement in the spelling of .NET. */
    private static String replacement(String text, int groups) throws Refused {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '&') {
                out.append("$&");
            } else if (c == '$') {
                out.append("$$");
            } else if (c != '\\') {
                out.append(c);
            } else {
                char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
                i++;
                if (next >= '1' && next <= '9') {
                    if (next - '0' > groups) {
                        throw beyond("a reference to a group that is not there");
                    }
                    out.append("${").append(next).append('}');
                } else if (next == '0') {
                    out.append("$&");
                } else if (next == 'n') {
                    out.append('\n');
                } else if (next == 't') {
                    out.append('\t');
                } else if (Character.isLetterOrDigit(next) || next == '\n') {
                    throw beyond("\\" + next + " in a replacement");
                } else {
                    out.append(next == '$' ? "$$" : String.valueOf(next));
                }
            }
        }
        return out.toString();
    }
}
