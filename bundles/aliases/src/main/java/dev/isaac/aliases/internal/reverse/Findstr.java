package dev.isaac.aliases.internal.reverse;

import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.command.line.Word;
import java.util.ArrayList;
import java.util.List;

/** {@code findstr} as {@code grep}. Its expressions are a part of the basic ones of POSIX. */
final class Findstr {

    private static final String SPECIAL = ".*^$[]\\";

    private final List<String> patterns = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final List<Word> options = new ArrayList<>();
    private boolean literal;
    private boolean expression;
    private boolean begins;
    private boolean ends;
    private boolean below;

    private Findstr() {}

    static List<Word> translate(List<String> words, boolean piped, Notes notes) throws Refused {
        Findstr findstr = new Findstr();
        for (String word : words) {
            findstr.read(word);
        }
        return findstr.write(piped, notes);
    }

    private void read(String word) throws Refused {
        String key = WindowsCommand.lower(word);
        if (!word.startsWith("/")) {
            if (patterns.isEmpty()) {
                // Blanks divide what is looked for.
                patterns.addAll(List.of(word.trim().split(" +")));
            } else {
                files.add(word);
            }
            return;
        }
        switch (key) {
            case "/i" -> options.add(Word.literal("-i"));
            case "/v" -> options.add(Word.literal("-v"));
            case "/n" -> options.add(Word.literal("-n"));
            case "/m" -> options.add(Word.literal("-l"));
            case "/x" -> options.add(Word.literal("-x"));
            case "/l" -> literal = true;
            case "/r" -> expression = true;
            case "/b" -> begins = true;
            case "/e" -> ends = true;
            case "/s" -> below = true;
            default -> {
                if (!key.startsWith("/c:") || word.length() == 3) {
                    throw Refused.option("findstr", word);
                }
                patterns.add(word.substring(3));
                // Without /l or /r, what follows /c: is text.
                literal |= !expression;
            }
        }
    }

    private List<Word> write(boolean piped, Notes notes) throws Refused {
        if (patterns.isEmpty() || patterns.contains("") || piped == !files.isEmpty()) {
            throw Refused.operands("findstr", "it is translated with files, or in a pipe");
        }
        boolean special = patterns.stream().anyMatch(p -> p.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0));
        boolean fixed = !expression && (literal || !special);
        boolean anchored = begins || ends;
        List<Word> all = new ArrayList<>(List.of(Word.literal("grep")));
        if (fixed && !anchored) {
            all.add(Word.literal("-F"));
        }
        if (below) {
            all.add(Word.literal("-r"));
        }
        all.addAll(options);
        boolean names = files.stream().anyMatch(WindowsWords::isPattern);
        if (names && !below) {
            all.add(Word.literal("-H"));
        }
        for (String pattern : patterns) {
            if (pattern.matches("(?s).*\\\\\\\\.*")) {
                throw new Refused(
                        "alias.regex", "The backslashes in " + pattern + " are read in several ways by findstr.");
            }
            String text = fixed && anchored ? escaped(pattern) : pattern;
            all.add(Word.literal("-e"));
            all.add(Word.literal((begins ? "^" : "") + text + (ends ? "$" : "")));
        }
        if (below) {
            below(all, notes);
        } else {
            if (names) {
                notes.add("A pattern heeds case, and leaves out names that begin with a dot.");
            }
            for (String file : files) {
                all.add(WindowsWords.word(WindowsWords.path("findstr", file), true));
            }
        }
        return all;
    }

    private void below(List<Word> all, Notes notes) throws Refused {
        if (files.size() != 1) {
            throw Refused.operands("findstr /s", "it is translated with one name");
        }
        String path = WindowsWords.path("findstr", files.get(0));
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        String folder = slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
        if (WindowsWords.isPattern(folder)) {
            throw Refused.operands("findstr /s", "a pattern of folders");
        }
        if (!name.matches("\\*|\\*\\.\\*")) {
            all.add(Word.literal("--include=" + name));
        }
        notes.add("A pattern heeds case, and hidden files are searched too.");
        all.add(WindowsWords.word(folder, false));
    }

    private static String escaped(String text) {
        return text.replaceAll("([.*^$\\[\\]\\\\])", "\\\\$1");
    }
}
