package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which commands {@code find -exec} may run, and how they get the files. */
final class FindCommands {

    private static final Set<String> DESTROY = Set.of("rm", "mv", "rmdir", "sed");
    /** Those that do the same with each file as with many at once. */
    private static final Set<String> EACH = Set.of(
            "rm", "cat", "touch", "md5sum", "sha1sum", "sha256sum", "sha512sum", "echo", "sed", "mkdir", "rmdir");

    private static final Set<String> NAMES = Set.of(
            "echo",
            "printf",
            "md5sum",
            "sha1sum",
            "sha256sum",
            "sha512sum",
            "wc",
            "grep",
            "egrep",
            "fgrep",
            "basename",
            "dirname",
            "ls");
    private static final Set<String> OTHERS = Set.of(
            "cp",
            "mv",
            "head",
            "tail",
            "grep",
            "egrep",
            "fgrep",
            "printf",
            "wc",
            "basename",
            "dirname",
            "ls",
            "du",
            "sort",
            "ln",
            "awk",
            "cut",
            "tac",
            "base64",
            "realpath");

    private FindCommands() {}

    private static String name(List<Value> words) {
        return words.get(0).text().orElse("");
    }

    /** Whether the command prints the names that it gets. */
    static boolean printsNames(List<Value> words) {
        return NAMES.contains(name(words));
    }

    /** Whether it destroys, so that the order of the files does not matter but nothing may be noted. */
    static boolean destroys(List<Value> words) {
        return DESTROY.contains(name(words));
    }

    /** Whether the command is a program that Windows has too, which gets its words as they are. */
    static boolean isProgram(List<Value> words, Context context) {
        return context.isProgram(name(words));
    }

    /** The words with which the command is translated, or a refusal. */
    static List<Value> checked(List<Value> words, boolean batched, Context context) throws Refused {
        String name = name(words);
        boolean program = isProgram(words, context);
        if (!program && !EACH.contains(name) && !OTHERS.contains(name)) {
            throw new Refused("alias.operand", "find -exec " + name + " has no faithful translation.");
        }
        if (name.equals("sed")
                && words.stream().noneMatch(w -> w.start().matches("-[nErs]*i.*|--in-place.*"))
                && batched) {
            throw Refused.operands("find -exec sed", "+ gives it many files at once");
        }
        if (name.equals("ls") && words.stream().noneMatch(w -> w.start().matches("-[a-zA-Z]*l[a-zA-Z]*"))) {
            throw Refused.operands("find -exec ls", "without -l it prints the names of files as they were given");
        }
        List<Value> all = new ArrayList<>(words);
        if (batched && (name.equals("cp") || name.equals("mv"))) {
            return all;
        }
        if (batched && name.endsWith("grep")) {
            if (words.stream().noneMatch(w -> w.start().matches("-[a-zA-Z]*[hlL][a-zA-Z]*"))) {
                all.add(1, Value.of("-H"));
                context.note("Names of files are printed even where there is only one.");
            }
            return all;
        }
        if (batched && !EACH.contains(name)) {
            throw Refused.operands("find -exec " + name, "+ gives it many files at once");
        }
        if (batched && name.equals("echo")) {
            throw Refused.operands("find -exec echo", "+ gives it many files at once");
        }
        return all;
    }
}
