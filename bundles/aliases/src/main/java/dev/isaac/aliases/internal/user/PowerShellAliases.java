package dev.isaac.aliases.internal.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds aliases in profiles of PowerShell, in what Export-Alias writes and in what Get-Alias prints. Runs nothing of it. */
final class PowerShellAliases {

    private static final Pattern SET = Pattern.compile("(?i)\\s*(?:Set-Alias|New-Alias|sal|nal)\\s+(.*)");
    private static final Pattern FUNCTION = Pattern.compile("(?i)\\s*(?:function|filter)\\s+(?:global:)?([\\w-]+).*");
    private static final Pattern EXPORTED = Pattern.compile("\"([^\"]*)\",\"([^\"]*)\",\"[^\"]*\",\"[^\"]*\"");
    private static final Pattern PRINTED = Pattern.compile("Alias\\s+(\\S+) -> (\\S+).*");
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:'([^']*)'|\"([^\"$`]*)\"|([^\\s'\"`$;|&(){}#]+))");

    private PowerShellAliases() {}

    /** All aliases and functions, in their order; what is neither is no part of the answer. */
    static List<Found> read(String text) {
        List<Found> found = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher matcher = SET.matcher(line);
            if (matcher.matches()) {
                found.add(set(matcher.group(1)));
                continue;
            }
            matcher = FUNCTION.matcher(line);
            if (matcher.matches()) {
                found.add(Found.refused(matcher.group(1), "It is a function; an alias is one line."));
                continue;
            }
            matcher = EXPORTED.matcher(line.strip());
            if (!matcher.matches()) {
                matcher = PRINTED.matcher(line.strip());
            }
            if (matcher.matches()) {
                found.add(Found.of(matcher.group(1), matcher.group(2)));
            }
        }
        return found;
    }

    private static Found set(String rest) {
        String name = null;
        String value = null;
        String option = "";
        Matcher token = TOKEN.matcher(rest);
        int at = 0;
        while (token.find(at) && token.start() == at) {
            at = token.end();
            String word = word(token);
            if (token.group(3) != null && word.startsWith("-")) {
                option = word.toLowerCase(Locale.ROOT);
                continue;
            }
            switch (option) {
                case "-name" -> name = word;
                case "-value" -> value = word;
                case "-option", "-scope", "-description" -> {
                    // The value of an option that is no part of what the name stands for.
                }
                default -> {
                    if (name == null) {
                        name = word;
                    } else if (value == null) {
                        value = word;
                    }
                }
            }
            option = "";
        }
        String behind = rest.substring(at).strip();
        if (name == null || value == null || (!behind.isEmpty() && !behind.startsWith("#") && !behind.equals(";"))) {
            return Found.refused(name == null ? rest.strip() : name, "What it stands for is no plain name.");
        }
        return Found.of(name, value);
    }

    private static String word(Matcher token) {
        for (int group = 1; group <= 3; group++) {
            @Nullable String text = token.group(group);
            if (text != null) {
                return text;
            }
        }
        return "";
    }
}
