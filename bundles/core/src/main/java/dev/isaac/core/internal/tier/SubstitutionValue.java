package dev.isaac.core.internal.tier;

import dev.isaac.command.line.Node;
import java.util.List;

/** What a substitution would print, for the few commands whose output is known: {@code echo}, {@code printf}, {@code pwd}. */
final class SubstitutionValue {

    private SubstitutionValue() {}

    static String of(Node.Sequence body, WordValues values) {
        if (body.entries().size() == 1 && body.entries().get(0).node() instanceof Node.Simple simple) {
            String printed = printed(simple, values);
            if (printed != null) {
                return printed;
            }
        }
        return String.valueOf(WordValues.UNKNOWN);
    }

    /** What a simple command prints, or {@code null} when that is not known. */
    static @org.jspecify.annotations.Nullable String printed(Node.Simple simple, WordValues values) {
        if (!simple.redirections().isEmpty() || simple.words().isEmpty()) {
            return null;
        }
        List<String> words = values.of(simple.words());
        if (words.isEmpty()) {
            return null;
        }
        switch (words.get(0)) {
            case "echo" -> {
                int from = 1;
                boolean escapes = false;
                while (from < words.size() && words.get(from).matches("-[neE]+")) {
                    escapes |= words.get(from).indexOf('e') > 0;
                    from++;
                }
                String text = String.join(" ", words.subList(from, words.size()));
                return escapes ? unescape(text) : text;
            }
            case "printf" -> {
                if (words.size() == 2) {
                    return unescape(words.get(1));
                }
                if (words.size() > 2) {
                    String format = unescape(words.get(1));
                    StringBuilder out = new StringBuilder();
                    for (String word : words.subList(2, words.size())) {
                        out.append(format.replace("%s", word).replace("%b", word));
                    }
                    return out.toString();
                }
                return null;
            }
            default -> {
                return null;
            }
        }
    }

    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        if (text.contains("\\x") || text.contains("\\0") || text.contains("\\u") || text.contains("\\1")) {
            return String.valueOf(WordValues.UNKNOWN);
        }
        return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
    }
}
