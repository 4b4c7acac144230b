package dev.isaac.core.internal.tier;

import dev.isaac.command.line.Node;
import dev.isaac.command.line.Redirection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a command would print, for the few whose output is known at least in part: {@code echo}, {@code pwd}, {@code find}. */
final class SubstitutionValue {

    private static final Pattern NUL = Pattern.compile("\\\\0(?![0-7])");

    private SubstitutionValue() {}

    /** What a substitution stands for; line ends at its end are cut. */
    static String of(Node.Sequence body, WordValues values) {
        if (body.entries().size() == 1 && body.entries().get(0).node() instanceof Node.Simple simple) {
            String printed = printed(simple, values);
            if (printed != null) {
                int end = printed.length();
                while (end > 0 && printed.charAt(end - 1) == '\n') {
                    end--;
                }
                return printed.substring(0, end);
            }
        }
        return String.valueOf(WordValues.UNKNOWN);
    }

    /** What a simple command prints, or {@code null} when that is not known. */
    static @Nullable String printed(Node.Simple simple, WordValues values) {
        if (simple.words().isEmpty()) {
            return null;
        }
        List<String> words = values.of(simple.words());
        if (words.equals(List.of("cat")) && simple.redirections().size() == 1) {
            return here(simple.redirections().get(0), values);
        }
        if (words.isEmpty() || !simple.redirections().isEmpty()) {
            return null;
        }
        return switch (words.get(0)) {
            case "echo" -> echo(words);
            case "printf" -> printf(words);
            case "pwd" -> values.scope().directory();
            case "find", "gfind" -> FindSpecials.printed(words.subList(1, words.size()));
            case "which" -> words.size() == 2 ? "/usr/bin/" + words.get(1) : null;
            case "type", "command" ->
                words.size() == 3
                                && (words.get(1).equals("-v")
                                        || words.get(1).equals("-P")
                                        || words.get(1).equals("-p"))
                        ? "/usr/bin/" + words.get(2)
                        : null;
            default -> WindowsSpecials.printed(words);
        };
    }

    private static @Nullable String here(Redirection redirection, WordValues values) {
        if (redirection.operator() == Redirection.Operator.HERE_STRING) {
            return values.single(redirection.target());
        }
        return redirection.document().map(values::single).orElse(null);
    }

    private static String echo(List<String> words) {
        int from = 1;
        boolean escapes = false;
        while (from < words.size() && words.get(from).matches("-[neE]+")) {
            escapes |= words.get(from).indexOf('e') > 0;
            from++;
        }
        String text = String.join(" ", words.subList(from, words.size()));
        return escapes ? unescape(text) : text;
    }

    private static @Nullable String printf(List<String> words) {
        if (words.size() < 2 || words.get(1).startsWith("-")) {
            return null;
        }
        String format = unescape(words.get(1));
        if (words.size() == 2) {
            return format;
        }
        if (format.replace("%s", "").replace("%b", "").replace("%%", "").indexOf('%') >= 0) {
            return String.valueOf(WordValues.UNKNOWN);
        }
        StringBuilder out = new StringBuilder();
        int next = 2;
        do {
            StringBuilder once = new StringBuilder();
            for (int i = 0; i < format.length(); i++) {
                boolean value = format.charAt(i) == '%' && i + 1 < format.length();
                if (!value) {
                    once.append(format.charAt(i));
                } else if (format.charAt(++i) == '%') {
                    once.append('%');
                } else if (next < words.size()) {
                    once.append(words.get(next++));
                }
            }
            out.append(once);
        } while (next < words.size() && format.indexOf("%") >= 0 && next > 2 && out.length() < 10_000);
        return out.toString();
    }

    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        String known = NUL.matcher(text).replaceAll("\0");
        if (known.contains("\\x") || known.contains("\\0") || known.contains("\\u") || known.contains("\\1")) {
            return String.valueOf(WordValues.UNKNOWN);
        }
        return known.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
    }
}
