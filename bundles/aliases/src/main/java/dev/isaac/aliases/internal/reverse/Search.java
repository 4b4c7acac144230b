package dev.isaac.aliases.internal.reverse;

import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.model.SourceLanguage;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code Get-ChildItem … | Select-String …}, which is one command on Unix. */
final class Search {

    private static final Set<String> LIST = Set.of("get-childitem", "gci", "dir", "ls");
    private static final Set<String> SELECT = Set.of("select-string", "sls");

    private Search() {}

    static Optional<Node.Simple> of(Node.Pipeline pipeline, SourceLanguage source, Notes notes) throws Refused {
        if (source != SourceLanguage.POWERSHELL
                || pipeline.stages().size() != 2
                || !(pipeline.stages().get(0).node() instanceof Node.Simple list)
                || !(pipeline.stages().get(1).node() instanceof Node.Simple select)
                || !named(list, LIST)
                || !named(select, SELECT)
                || !list.redirections().isEmpty()
                || !select.redirections().isEmpty()) {
            return Optional.empty();
        }
        String folder = ".";
        String include = "";
        boolean below = false;
        List<String> words = typed(list, source);
        for (int i = 0; i < words.size(); i++) {
            String key = WindowsCommand.lower(words.get(i));
            boolean more = i + 1 < words.size();
            if (key.equals("-recurse") || key.equals("-r")) {
                below = true;
            } else if (key.matches("-(filter|include)")
                    && more
                    && words.get(i + 1).matches("[A-Za-z0-9_.*?-]+")) {
                include = words.get(++i);
            } else if (key.matches("-(path|literalpath)") && more) {
                folder = words.get(++i);
            } else if (!key.matches("-(file|force)")) {
                if (key.startsWith("-") || !folder.equals(".")) {
                    throw Refused.option("Get-ChildItem", words.get(i));
                }
                folder = words.get(i);
            }
        }
        if (!below) {
            return Optional.empty();
        }
        if (WindowsWords.isPattern(folder)) {
            throw Refused.operands("Get-ChildItem", "a pattern of folders");
        }
        List<Word> all = new ArrayList<>(List.of(Word.literal("grep"), Word.literal("-rn")));
        all.addAll(pattern(typed(select, source)));
        if (!include.isEmpty()) {
            all.add(Word.literal("--include=" + include));
        }
        all.add(WindowsWords.word(WindowsWords.path("Get-ChildItem", folder), false));
        notes.add("A pattern heeds case in names, and hidden files are searched too.");
        return Optional.of(new Node.Simple(List.of(), all, List.of(), Span.NONE));
    }

    /** The options and the pattern of {@code Select-String}, which ignores case unless it is told not to. */
    private static List<Word> pattern(List<String> words) throws Refused {
        boolean ignoresCase = true;
        String pattern = "";
        List<Word> all = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            switch (WindowsCommand.lower(words.get(i))) {
                case "-casesensitive" -> ignoresCase = false;
                case "-notmatch" -> all.add(Word.literal("-v"));
                case "-simplematch" -> all.add(Word.literal("-F"));
                case "-pattern" -> {}
                default -> {
                    if (words.get(i).startsWith("-") || !pattern.isEmpty()) {
                        throw Refused.option("Select-String", words.get(i));
                    }
                    pattern = words.get(i);
                }
            }
        }
        boolean fixed = all.stream().anyMatch(w -> w.literalValue().orElse("").equals("-F"));
        if (pattern.isEmpty() || (!fixed && !pattern.matches("[A-Za-z0-9_ :;,=@#%&/<>~-]+"))) {
            throw new Refused(
                    "alias.regex", "The expression " + pattern + " of .NET is not proven to match the same in grep.");
        }
        if (ignoresCase) {
            all.add(Word.literal("-i"));
        }
        all.add(Word.literal("-e"));
        all.add(Word.literal(pattern));
        return all;
    }

    private static boolean named(Node.Simple simple, Set<String> names) {
        return !simple.words().isEmpty()
                && simple.assignments().isEmpty()
                && names.contains(WindowsCommand.lower(
                        simple.words().get(0).literalValue().orElse("")));
    }

    private static List<String> typed(Node.Simple simple, SourceLanguage source) throws Refused {
        List<String> words = new ArrayList<>();
        for (Word word : simple.words().subList(1, simple.words().size())) {
            words.add(WindowsWords.typed(word, source));
        }
        return words;
    }
}
