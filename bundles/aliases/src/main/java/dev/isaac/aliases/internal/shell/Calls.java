package dev.isaac.aliases.internal.shell;

import dev.isaac.aliases.internal.data.AliasData;
import dev.isaac.aliases.internal.data.Entry;
import dev.isaac.aliases.internal.model.Refused;
import java.util.List;
import java.util.Optional;

/** Reads the words of a command by the mapping. */
public final class Calls {

    private Calls() {}

    /** The name of a command, known as text. */
    public static String name(List<Value> words) throws Refused {
        Optional<String> name = words.get(0).text();
        if (name.isEmpty() || name.get().isEmpty()) {
            throw Refused.construct(
                    "A command whose name is a value, " + words.get(0).typed() + ",");
        }
        return name.get();
    }

    /** The entry of a command, if there is one. */
    public static Optional<Entry> entry(AliasData data, List<Value> words) throws Refused {
        return data.find(name(words));
    }

    /** The call, its options told from its operands. */
    public static Call parse(Entry entry, List<Value> words) throws Refused {
        String name = name(words);
        List<Value> rest = words.subList(1, words.size());
        if (entry.raw()) {
            return new Call(name, List.of(), rest);
        }
        return new OptionParser(name, entry.options(), entry.number().orElse(null), entry.operandsEnd()).parse(rest);
    }

    /** Whether the command behind {@code -exec} can destroy something, or is not known. */
    private static boolean runsWhatDestroys(AliasData data, List<Value> words, Value exec) throws Refused {
        List<Value> command = words.subList(words.indexOf(exec) + 1, words.size());
        return command.isEmpty()
                || command.get(0).text().isEmpty()
                || data.find(command.get(0).text().get()).isEmpty()
                || destroys(data, command);
    }

    /** Whether the words can destroy something. */
    public static boolean destroys(AliasData data, List<Value> words) throws Refused {
        String name = name(words);
        Optional<Entry> entry = data.find(name);
        if (entry.isPresent() && entry.get().destructive()) {
            return true;
        }
        for (Value word : words.subList(1, words.size())) {
            String text = word.text().orElse("");
            if (name.equals("find") && text.equals("-delete")) {
                return true;
            }
            if (name.equals("find") && text.matches("-(exec|ok)(dir)?") && runsWhatDestroys(data, words, word)) {
                return true;
            }
            if (name.equals("sed")
                    && (text.startsWith("-i") || text.startsWith("--in-place") || text.matches("-[nErs]+i.*"))) {
                return true;
            }
            if (name.equals("xargs") && data.find(text).isPresent()) {
                int at = words.indexOf(word);
                if (at > 0 && destroys(data, words.subList(at, words.size()))) {
                    return true;
                }
            }
        }
        return false;
    }
}
