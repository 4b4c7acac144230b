package dev.isaac.testing.architecture.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The stable error codes: those that sources use and those that the documentation lists.
 *
 * <p>A literal of dotted words is a code when it follows a {@code FaultKind}, or when its first word is one that codes
 * begin with and it is none of the other things that look alike.
 */
final class ErrorCodes {

    private static final String CODE = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\\.[a-z0-9]+(?:-[a-z0-9]+)*)+";
    private static final Pattern LITERAL = Pattern.compile("\"(" + CODE + ")\"");
    private static final Pattern AFTER_KIND = Pattern.compile("FaultKind\\.[A-Z_]+,\\s*\"(" + CODE + ")\"");
    private static final Pattern FIRST_CELL = Pattern.compile("^\\|([^|]*)\\|");
    private static final Pattern QUOTED = Pattern.compile("`(" + CODE + ")`");
    private static final Pattern FILE_NAME =
            Pattern.compile(".*\\.(jsonl?|jar|log|lock|txt|tsv|md|index|pem|index|properties|tmp|zip|cmd|sh|jsa)");

    private ErrorCodes() {}

    /** Codes by where they are used first; {@code known} are prefixes that are codes' for sure. */
    static Map<String, Path> used(Stream<Path> sources, Set<String> known, Set<String> otherThings) throws IOException {
        Map<String, Path> certain = new TreeMap<>();
        Map<String, Path> likely = new TreeMap<>();
        for (Path source : sources.sorted().toList()) {
            String text = Files.readString(source);
            Matcher kind = AFTER_KIND.matcher(text);
            while (kind.find()) {
                certain.putIfAbsent(kind.group(1), source);
            }
            Matcher literal = LITERAL.matcher(text);
            while (literal.find()) {
                likely.putIfAbsent(literal.group(1), source);
            }
        }
        Set<String> prefixes = new TreeSet<>(known);
        certain.keySet().forEach(code -> prefixes.add(prefix(code)));
        likely.forEach((code, source) -> {
            if (prefixes.contains(prefix(code)) && !FILE_NAME.matcher(code).matches() && !otherThings.contains(code)) {
                certain.putIfAbsent(code, source);
            }
        });
        return certain;
    }

    /** Codes by the page that lists them in a table, in its first column. */
    static Map<String, Path> documented(Stream<Path> pages) throws IOException {
        Map<String, Path> codes = new TreeMap<>();
        for (Path page : pages.sorted().toList()) {
            for (String line : Files.readAllLines(page)) {
                Matcher cell = FIRST_CELL.matcher(line);
                Matcher code = QUOTED.matcher(cell.find() ? cell.group(1) : "");
                while (code.find()) {
                    // Two bundles may meet the same fault; one page says it once.
                    if (page.equals(codes.put(code.group(1), page))) {
                        throw new IllegalStateException(code.group(1) + " is listed twice in " + page);
                    }
                }
            }
        }
        return codes;
    }

    static String prefix(String code) {
        return code.substring(0, code.indexOf('.'));
    }
}
