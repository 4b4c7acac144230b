package dev.isaac.aliases.internal.reverse;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.model.SourceLanguage;
import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words of PowerShell and CMD, read as they were typed, because a backslash is a part of a name there. */
final class WindowsWords {

    private static final Pattern VARIABLE =
            Pattern.compile("%([A-Za-z_][A-Za-z0-9_]*)%|\\$\\{?env:([A-Za-z_][A-Za-z0-9_]*)}?");
    private static final Pattern WILD = Pattern.compile("[*?]");

    private WindowsWords() {}

    /** The word as it was typed, outer quotes removed. */
    static String typed(Word word, SourceLanguage source) throws Refused {
        String text = word.text();
        boolean powershell = source == SourceLanguage.POWERSHELL;
        boolean doubled = text.matches("\"[^\"]*\"");
        boolean single = powershell && text.matches("'[^']*'");
        Matcher attached = Pattern.compile("(/[A-Za-z]+:)\"([^\"]*)\"").matcher(text);
        if (!powershell && attached.matches()) {
            text = attached.group(1) + attached.group(2);
        } else if (doubled || single) {
            text = text.substring(1, text.length() - 1);
            if (single && VARIABLE.matcher(text).find()) {
                throw Refused.construct("The value " + word.text());
            }
        } else if (VARIABLE.matcher(text).replaceAll("").matches("(?s).*['\"`^$(){}@,;&|<>\\[\\]].*")) {
            throw Refused.construct("The word " + word.text());
        }
        String rest = VARIABLE.matcher(text).replaceAll("");
        boolean special = powershell ? doubled && rest.matches("(?s).*[$`].*") : rest.indexOf('%') >= 0;
        if (special || rest.indexOf('\n') >= 0) {
            throw Refused.construct("The word " + word.text());
        }
        return text;
    }

    /** The name of a file on Unix. */
    static String path(String command, String text) throws Refused {
        if (text.matches("[A-Za-z]:.*|\\\\\\\\.*")) {
            throw new Refused(
                    "alias.windows-path", command + ": the path " + text + " means a place that Unix does not have.");
        }
        String path = text.replace('\\', '/');
        return path.startsWith("-") ? "./" + path : path;
    }

    static boolean isPattern(String text) {
        return WILD.matcher(text).find();
    }

    /** A word of text in which variables are those of the environment; {@code globs}: and patterns are patterns. */
    static Word word(String text, boolean globs) {
        List<WordPart> parts = new ArrayList<>();
        StringBuilder written = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text);
        int at = 0;
        while (variable.find()) {
            literal(text.substring(at, variable.start()), globs, parts, written);
            String name = unix(variable.group(1) != null ? variable.group(1) : variable.group(2));
            parts.add(new WordPart.Parameter(name, "${" + name + "}", true, List.of()));
            written.append("\"${").append(name).append("}\"");
            at = variable.end();
        }
        literal(text.substring(at), globs, parts, written);
        if (parts.isEmpty()) {
            return Word.literal("");
        }
        return new Word(parts, written.toString(), Span.NONE);
    }

    private static void literal(String text, boolean globs, List<WordPart> parts, StringBuilder written) {
        int at = 0;
        Matcher wild = WILD.matcher(text);
        while (globs && wild.find()) {
            plain(text.substring(at, wild.start()), parts, written);
            parts.add(new WordPart.Glob(wild.group()));
            written.append(wild.group());
            at = wild.end();
        }
        plain(text.substring(at), parts, written);
    }

    private static void plain(String text, List<WordPart> parts, StringBuilder written) {
        if (!text.isEmpty()) {
            parts.add(new WordPart.Literal(text, WordPart.Quoting.SINGLE));
            written.append(LineText.quote(text));
        }
    }

    private static String unix(String name) {
        return switch (name.toUpperCase(java.util.Locale.ROOT)) {
            case "USERPROFILE" -> "HOME";
            case "USERNAME" -> "USER";
            case "COMPUTERNAME" -> "HOSTNAME";
            case "TEMP", "TMP" -> "TMPDIR";
            case "CD" -> "PWD";
            case "PATH" -> "PATH";
            default -> name;
        };
    }
}
