package dev.isaac.core.internal.tier;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads an awk program as far as it takes to see whether it runs commands or writes files. */
final class AwkProgram {

    private static final Pattern RUNS = Pattern.compile("\\bsystem\\s*\\(|@(load|include)\\b|@\\w+\\s*\\(");
    private static final Pattern PIPES = Pattern.compile("(?<!\\|)\\|&?(?!\\|)");
    private static final Pattern WRITES = Pattern.compile("\\bprintf?\\b[^;}\\n]*>");

    private final List<String> strings;
    private final String code;

    private AwkProgram(List<String> strings, String code) {
        this.strings = strings;
        this.code = code;
    }

    static AwkProgram read(String text) {
        List<String> strings = new ArrayList<>();
        StringBuilder code = new StringBuilder();
        char before = '\n';
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean regex = c == '/' && "\n(,;{}!~&|=?:".indexOf(before) >= 0;
            if (c == '"' || regex) {
                int end = end(text, i + 1, c);
                if (c == '"') {
                    strings.add(text.substring(i + 1, end));
                }
                code.append(c).append(c);
                i = end;
                before = c;
            } else if (c == '#') {
                int end = text.indexOf('\n', i);
                i = end < 0 ? text.length() : end - 1;
            } else {
                code.append(c);
                before = c == ' ' || c == '\t' ? before : c;
            }
            i++;
        }
        return new AwkProgram(strings, code.toString());
    }

    private static int end(String text, int from, char close) {
        int i = from;
        while (i < text.length() && text.charAt(i) != close) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, text.length());
    }

    boolean runs() {
        return RUNS.matcher(code).find() || PIPES.matcher(code).find();
    }

    boolean writes() {
        return WRITES.matcher(code).find();
    }

    /** All string literals: a command that it runs may be one of them. */
    List<String> strings() {
        return strings;
    }
}
