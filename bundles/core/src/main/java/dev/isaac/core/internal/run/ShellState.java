package dev.isaac.core.internal.run;

import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import dev.isaac.core.internal.parse.LineParser;
import dev.isaac.core.internal.state.SessionState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries variables, functions and the directory from one native line to the next: a file that the shell reads at its
 * start and one that it writes at its end. Both are readable by their owner only and are deleted at once.
 */
final class ShellState implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ShellState.class.getName());

    /** Linux takes words of 128 KiB. */
    private static final int LONGEST_WORD = 100_000;

    /** How the shell ends what it tells. */
    private static final String END = "#whole\n";

    /** What a shell sets itself: not the session's to keep. */
    private static final Set<String> OWN = Set.of(
            "_",
            "BASH",
            "BASHOPTS",
            "BASHPID",
            "BASH_ALIASES",
            "BASH_ARGC",
            "BASH_ARGV",
            "BASH_ARGV0",
            "BASH_CMDS",
            "BASH_COMMAND",
            "BASH_ENV",
            "BASH_EXECUTION_STRING",
            "BASH_LINENO",
            "BASH_LOADABLES_PATH",
            "BASH_REMATCH",
            "BASH_SOURCE",
            "BASH_SUBSHELL",
            "BASH_VERSINFO",
            "BASH_VERSION",
            "BASH_MONOSECONDS",
            "COMP_WORDBREAKS",
            "DIRSTACK",
            "EPOCHREALTIME",
            "EPOCHSECONDS",
            "EUID",
            "FUNCNAME",
            "GROUPS",
            "HISTCMD",
            "HOSTNAME",
            "HOSTTYPE",
            "IFS",
            "LINENO",
            "MACHTYPE",
            "OLDPWD",
            "OPTERR",
            "OPTIND",
            "OSTYPE",
            "PIPESTATUS",
            "PPID",
            "PS4",
            "PWD",
            "RANDOM",
            "SECONDS",
            "SHELLOPTS",
            "SHLVL",
            "SRANDOM",
            "UID",
            "COLUMNS",
            "LINES");

    private final Path before;
    private final Path after;
    private final Path folder;
    private @Nullable Path line;

    private ShellState(Path before, Path after, Path folder) {
        this.folder = folder;
        this.before = before;
        this.after = after;
    }

    /** Writes the file that the shell reads; {@code null} when no file can be made. */
    static @Nullable ShellState prepare(@Nullable Path folder, SessionState session) {
        if (folder == null) {
            return null;
        }
        Path before = null;
        try {
            before = file(folder, "before");
            Path after = file(folder, "after");
            ShellState state = new ShellState(before, after, folder);
            Files.writeString(before, state.prelude(session), StandardCharsets.UTF_8);
            return state;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "variables do not survive this line", e);
            if (before != null) {
                delete(before);
            }
            return null;
        }
    }

    /** The text, or one that reads it from a file where it is longer than a word of a command line can be. */
    String passable(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < LONGEST_WORD) {
            return text;
        }
        try {
            Path file = file(folder, "line");
            line = file;
            Files.write(file, bytes);
            return ". " + LineText.quote(file.toString());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a long line cannot be handed over in a file", e);
            return text;
        }
    }

    private static Path file(Path folder, String name) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Files.createTempFile(
                    folder,
                    name,
                    ".sh",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.createTempFile(folder, name, ".sh");
    }

    /** The file to read at the start. */
    Path before() {
        return before;
    }

    private String prelude(SessionState session) {
        StringBuilder text = new StringBuilder();
        session.local().forEach((name, value) -> text.append(name)
                .append('=')
                .append(LineText.quote(value))
                .append('\n'));
        text.append(session.carried());
        String file = LineText.quote(after.toString());
        text.append("if [ -n \"${BASH_VERSION-}\" ]; then\nunset BASH_ENV\n")
                .append("trap '{ builtin printf \"%q\\n\" \"$PWD\" \"$_\" \"${PIPESTATUS[@]}\"; builtin umask -p;"
                        + " builtin test $# = 0 || builtin printf \"%q \" \"$@\"; builtin printf \"\\0\"; builtin declare -p; builtin printf \"\\0\"; builtin declare -f;"
                        + " builtin printf \"\\0\"; builtin alias -p; builtin printf \"\\0\"; builtin set +o; builtin shopt -p;"
                        + " builtin printf \"\\0\"; builtin dirs -p -l; builtin printf \"%s\\n\" \"#whole\"; } >|")
                .append(inTrap(file))
                .append(" 2>/dev/null' EXIT\nelse\n")
                .append("trap '{ printf \"%s\\n\" \"$PWD\"; export -p; printf \"%s\\n\" \"#whole\"; } >|")
                .append(inTrap(file))
                .append(" 2>/dev/null' EXIT\nfi\n")
                .append(traces(session));
        return text.toString();
    }

    /** What the line before left: its last word, the codes of its pipe and its own. */
    private static String traces(SessionState session) {
        SessionState.Traces traces = session.traces();
        StringBuilder text = new StringBuilder();
        if (!traces.lastWord().isEmpty()) {
            text.append(": ").append(LineText.quote(traces.lastWord())).append('\n');
        }
        String[] codes = traces.pipeStatus().split(" ", -1);
        int last = session.status() & 0xff;
        boolean pipe = codes.length > 1 && codes.length < 10 && codes[codes.length - 1].equals(Integer.toString(last));
        for (String code : pipe ? codes : new String[] {Integer.toString(last)}) {
            text.append(text.toString().endsWith(")") ? " | " : "")
                    .append("(exit ")
                    .append(code)
                    .append(')');
        }
        return text.append('\n').toString();
    }

    private static String inTrap(String quoted) {
        return quoted.replace("'", "'\\''");
    }

    /** Takes over what the shell left behind, if it left anything. */
    void adopt(SessionState session) {
        try {
            String whole = Files.readString(after, StandardCharsets.UTF_8);
            if (!whole.endsWith(END)) {
                return; // it was killed before it could say all of it: variables would be missing
            }
            String dump = whole.substring(0, whole.length() - END.length());
            int line = dump.indexOf('\n');
            if (line <= 0) {
                return;
            }
            int zero = dump.indexOf('\0');
            // bash tells more than sh, which has only the directory and what is exported.
            String[] sections =
                    zero < 0 ? new String[0] : dump.substring(zero + 1).split("\0", -1);
            Path directory = Path.of(directory(dump.substring(0, line), zero >= 0));
            Map<String, String> exported = new LinkedHashMap<>();
            Map<String, String> local = new LinkedHashMap<>();
            StringBuilder carried = new StringBuilder();
            Set<String> constants = new HashSet<>();
            Set<String> opaque = new HashSet<>();
            String variables = zero < 0 ? dump.substring(line + 1) : section(sections, 0);
            if (!(LineParser.parse(variables) instanceof ParsedLine.Complete complete)) {
                LOG.log(System.Logger.Level.WARNING, "what the shell said of its variables cannot be read");
                return;
            }
            for (Node.Entry entry : complete.root().entries()) {
                if (entry.node() instanceof Node.Simple simple) {
                    variable(simple, exported, local, constants, opaque, carried);
                }
            }
            keepOwn(session, exported);
            String functions = section(sections, 1);
            Map<String, Node> bodies = functions(functions);
            if (zero < 0) {
                local.putAll(session.local());
            }
            ShellHabits habits = ShellHabits.read(section(sections, 2), section(sections, 3), section(sections, 4));
            String mask = zero < 0 ? "" : mask(dump.substring(line + 1, zero));
            session.adopt(directory, exported, local, mask + carried + functions + habits.carried(), bodies);
            session.adopt(habits.aliases(), habits.options());
            if (zero >= 0) {
                session.adopt(traces(dump.substring(line + 1, zero), constants, opaque));
            }
        } catch (IOException | InvalidPathException e) {
            LOG.log(System.Logger.Level.DEBUG, "the shell left no state behind", e);
        }
    }

    /** The lines behind the directory: the last word, the codes of the pipe, the mask for new files, the positional parameters. */
    private static SessionState.Traces traces(String text, Set<String> constants, Set<String> opaque) {
        List<String> lines = text.lines().toList();
        List<String> last = lines.isEmpty() ? List.of() : values(lines.get(0));
        List<String> codes = lines.stream()
                .skip(1)
                .takeWhile(line -> line.matches("[0-9]{1,3}"))
                .toList();
        List<String> positional = lines.size() > codes.size() + 2 ? values(lines.get(codes.size() + 2)) : List.of();
        return new SessionState.Traces(
                positional, String.join(" ", codes), last.isEmpty() ? "" : last.get(0), constants, opaque);
    }

    private static String mask(String text) {
        return text.lines()
                .filter(line -> line.matches("umask [0-7]{3,4}"))
                .map(line -> "builtin " + line + "\n")
                .findFirst()
                .orElse("");
    }

    private static List<String> values(String quoted) {
        if (!quoted.isBlank()
                && LineParser.parse(": " + quoted) instanceof ParsedLine.Complete complete
                && complete.root().entries().get(0).node() instanceof Node.Simple simple) {
            return simple.words().stream()
                    .skip(1)
                    .map(word -> word.literalValue().orElse(word.text()))
                    .toList();
        }
        return List.of();
    }

    private static String section(String[] sections, int number) {
        return number < sections.length ? sections[number] : "";
    }

    private static String directory(String text, boolean quoted) {
        if (quoted
                && LineParser.parse(text) instanceof ParsedLine.Complete complete
                && complete.root().entries().get(0).node() instanceof Node.Simple simple) {
            return simple.words().get(0).literalValue().orElse(text);
        }
        return text;
    }

    /** Exported variables that only look like the shell's own. */
    private static void keepOwn(SessionState session, Map<String, String> exported) {
        session.exported().forEach((name, value) -> {
            if (OWN.contains(name) && !name.equals("PWD") && !name.equals("OLDPWD") && !name.equals("_")) {
                exported.put(name, value);
            }
        });
    }

    private static void variable(
            Node.Simple simple,
            Map<String, String> exported,
            Map<String, String> local,
            Set<String> constants,
            Set<String> opaque,
            StringBuilder carried) {
        if (simple.words().size() < 2) {
            return;
        }
        boolean declare = simple.words().get(0).text().equals("declare");
        String flags = declare ? simple.words().get(1).text() : "-x";
        Word word = simple.words().get(simple.words().size() - 1);
        String text = word.text();
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        boolean separators =
                name.equals("IFS") && !word.literalValue().orElse("").equals("IFS= \t\n");
        if ((OWN.contains(name) && !separators) || name.startsWith("BASH_")) {
            return;
        }
        if (declare && flags.indexOf('r') >= 0) {
            constants.add(name);
        }
        boolean plain = word.parts().stream().allMatch(part -> part instanceof WordPart.Literal);
        String value = word.literalValue().orElse("");
        if (equals < 0) {
            return;
        }
        if (constants.contains(name)) {
            carried.append(LineText.of(simple)).append('\n');
        }
        if (flags.indexOf('x') >= 0 && plain) {
            exported.put(name, value.substring(name.length() + 1));
        } else if (flags.equals("--") && plain) {
            local.put(name, value.substring(name.length() + 1));
        } else if (flags.matches("-x?r|-rx?") && plain) {
            local.put(name, value.substring(name.length() + 1));
        } else {
            opaque.add(name);
            if (!constants.contains(name)) {
                carried.append(LineText.of(simple)).append('\n');
            }
        }
    }

    private static Map<String, Node> functions(String text) {
        Map<String, Node> functions = new LinkedHashMap<>();
        if (!text.isBlank() && LineParser.parse(text) instanceof ParsedLine.Complete complete) {
            for (Node.Entry entry : complete.root().entries()) {
                if (entry.node() instanceof Node.Function function) {
                    functions.put(function.name(), function.body());
                }
            }
        }
        return functions;
    }

    @Override
    public void close() {
        delete(before);
        delete(after);
        Path file = line;
        if (file != null) {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a file of the session stays behind: " + file, e);
        }
    }
}
