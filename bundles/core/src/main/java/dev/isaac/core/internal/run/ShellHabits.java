package dev.isaac.core.internal.run;

import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.core.internal.parse.LineParser;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a person sets at a shell beside variables and functions: aliases, options, and the stack of folders.
 *
 * @param aliases what names stand for
 * @param options the options that are on
 * @param carried how the next shell is told of all that
 */
record ShellHabits(Map<String, String> aliases, Set<String> options, String carried) {

    /** The options that survive a line; {@code errexit} would end the next one before it began. */
    private static final Set<String> OPTIONS = Set.of(
            "pipefail",
            "nounset",
            "noclobber",
            "noglob",
            "allexport",
            "nullglob",
            "dotglob",
            "globstar",
            "extglob",
            "failglob",
            "nocaseglob",
            "nocasematch");

    /**
     * Reads what the shell said at its end.
     *
     * @param aliases the output of {@code alias -p}
     * @param options the output of {@code set +o} and {@code shopt -p}
     * @param folders the output of {@code dirs -p -l}
     */
    static ShellHabits read(String aliases, String options, String folders) {
        Map<String, String> names = new LinkedHashMap<>();
        StringBuilder carried = new StringBuilder();
        if (!aliases.isBlank() && LineParser.parse(aliases) instanceof ParsedLine.Complete complete) {
            for (Node.Entry entry : complete.root().entries()) {
                if (entry.node() instanceof Node.Simple simple && simple.words().size() > 1) {
                    String text = simple.words()
                            .get(simple.words().size() - 1)
                            .literalValue()
                            .orElse("");
                    int equals = text.indexOf('=', 1);
                    if (equals > 0) {
                        names.put(text.substring(0, equals), text.substring(equals + 1));
                        carried.append(LineText.of(simple)).append('\n');
                    }
                }
            }
        }
        Set<String> on = new LinkedHashSet<>();
        for (String line : options.split("\n", -1)) {
            String name = line.substring(line.lastIndexOf(' ') + 1);
            if ((line.startsWith("set -o ") || line.startsWith("shopt -s ")) && OPTIONS.contains(name)) {
                on.add(name);
                carried.append(line).append('\n');
            }
        }
        String[] stack = folders.isEmpty() ? new String[0] : folders.split("\n", -1);
        for (int i = stack.length - 1; i > 0; i--) {
            if (stack[i].startsWith("/")) {
                carried.append("builtin pushd -n ")
                        .append(LineText.quote(stack[i]))
                        .append(" >/dev/null 2>&1\n");
            }
        }
        return new ShellHabits(names, on, carried.toString());
    }
}
