package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Value;
import dev.isaac.command.line.Node;
import java.util.List;
import java.util.Set;

/** What a command prints, as a value: only of commands that print one line, because a loop over lines keeps the last. */
final class CmdOutput {

    private static final Set<String> LINES = Set.of(
            "hostname",
            "whoami",
            "pwd",
            "basename",
            "dirname",
            "realpath",
            "readlink",
            "which",
            "command",
            "uname",
            "git",
            "node",
            "npm",
            "python",
            "python3",
            "go",
            "java",
            "docker",
            "kubectl",
            "curl",
            "mktemp",
            "echo",
            "date",
            "printf");

    private CmdOutput() {}

    /** Whether it is {@code $(pwd)}. */
    static boolean isFolder(Value.Substitution substitution) {
        if (substitution.body().entries().size() != 1) {
            return false;
        }
        Node node = substitution.body().entries().get(0).node();
        if (node instanceof Node.Pipeline pipeline && pipeline.stages().size() == 1) {
            node = pipeline.stages().get(0).node();
        }
        return node instanceof Node.Simple simple
                && simple.words().size() == 1
                && simple.words().get(0).literalValue().orElse("").equals("pwd")
                && simple.redirections().isEmpty()
                && simple.assignments().isEmpty();
    }

    /** Refuses what prints several lines, or none that is known. */
    static void oneLine(Node node) throws Refused {
        Node last = node instanceof Node.Pipeline pipeline && !pipeline.negated()
                ? pipeline.stages().get(pipeline.stages().size() - 1).node()
                : node;
        if (!(last instanceof Node.Simple simple) || simple.words().isEmpty()) {
            throw Refused.construct("The output of this command as a value");
        }
        List<String> words = simple.words().stream()
                .map(word -> word.literalValue().orElse(""))
                .toList();
        boolean counts = (words.get(0).equals("wc") && words.contains("-l"))
                || (words.get(0).equals("grep") && words.contains("-c"));
        if (!LINES.contains(words.get(0)) && !counts) {
            throw Refused.construct("The output of " + words.get(0) + ", which may be many lines, as a value");
        }
    }
}
