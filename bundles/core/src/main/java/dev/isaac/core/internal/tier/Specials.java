package dev.isaac.core.internal.tier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Programs that run other programs, or whose operands are a language of their own: the data name the one, this looks closer. */
final class Specials {

    /** What specials need of the gate. */
    interface Gate {
        /** Judges a program and its words; functions of the shell are not meant. */
        Verdict words(List<String> words, Scope scope, @Nullable String feed);

        /** Judges a function or a program and its words. */
        Verdict call(List<String> words, Scope scope, @Nullable String feed);

        /** Judges commands that stand in a text. */
        Verdict text(String text, Scope scope, @Nullable String feed);

        /** Judges what stands around commands. */
        ExpansionJudge expansions();
    }

    /** Looks closer at one program; {@code null}: the data decide. */
    interface Special {
        @Nullable
        Verdict judge(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed);
    }

    private final Map<String, Special> byName = new HashMap<>();
    private final Gate gate;

    /**
     * @param isFile whether a path names a file
     * @param reader the text of a settings file; {@code null}: none that can be read
     */
    Specials(Gate gate, Function<String, Boolean> isFile, Function<String, @Nullable String> reader) {
        this.gate = gate;
        new WrapperSpecials(gate).register(byName);
        new ShellSpecials(gate).register(byName);
        new SessionSpecials(gate).register(byName);
        new ScriptSpecials(gate).register(byName);
        new GitSpecials(gate, new GitAliases(reader)).register(byName);
        new FileSpecials(isFile).register(byName);
        new FindSpecials(gate).register(byName);
        new WindowsSpecials(gate).register(byName);
        new ArchiveSpecials().register(byName);
        new RemoteSpecials(gate).register(byName);
        byName.put("kill", (name, spec, rest, scope, feed) -> kill(rest));
    }

    Gate gate() {
        return gate;
    }

    @Nullable
    Verdict judge(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        Special special = byName.get(spec.special());
        return special == null ? null : special.judge(name, spec, rest, scope, feed);
    }

    /** Index of the first word that is neither option nor the value of one. */
    static int skipOptions(List<String> rest, Set<String> valued) {
        int i = 0;
        while (i < rest.size()) {
            String word = rest.get(i);
            if (word.equals("--")) {
                return i + 1;
            }
            if (word.length() < 2 || word.charAt(0) != '-') {
                return i;
            }
            boolean takesNext = valued.contains(word);
            if (!takesNext && !word.startsWith("--") && word.indexOf('=') < 0) {
                // In a cluster the last letter may take the next word, one before takes the rest of the cluster.
                for (int j = 1; j < word.length(); j++) {
                    if (valued.contains("-" + word.charAt(j))) {
                        takesNext = j == word.length() - 1;
                        break;
                    }
                }
            }
            i += takesNext ? 2 : 1;
        }
        return Math.min(i, rest.size());
    }

    static boolean isAssignment(String word) {
        int equals = word.indexOf('=');
        return equals > 0 && WordValuesNames.isName(word.substring(0, equals));
    }

    private static @Nullable Verdict kill(List<String> rest) {
        String last = rest.isEmpty() ? "" : rest.get(rest.size() - 1);
        if (rest.size() > 1 && last.equals("-1")) {
            return Verdict.refuse("kill of -1 ends every process");
        }
        if (rest.contains("-l") || rest.contains("-L") || rest.contains("-0")) {
            return Verdict.run("kill only asks here");
        }
        int first = skipOptions(rest, Set.of("-s", "-n"));
        List<String> targets = rest.subList(first, rest.size());
        if (!targets.isEmpty() && targets.stream().allMatch(word -> word.matches("%([0-9]+|[%+-])?"))) {
            return Verdict.run("kill ends jobs of this session");
        }
        return last.equals("1") ? Verdict.refuse("process 1 keeps the system running") : null;
    }
}
