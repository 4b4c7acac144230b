package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.UnixFolders;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a command stands.
 *
 * @param piped whether something comes in
 * @param notes where differences are told
 * @param scope what else of the line matters
 */
record CmdContext(boolean piped, Notes notes, Scope scope) {

    /** What a command can ask of the line around it. */
    interface Scope {

        /** Another command inside the command, such as that of {@code find -exec}. */
        CmdStage nested(List<Value> words) throws Refused;

        /** The variable of a loop around it that has this name; empty: none. */
        Optional<String> item(String variable);

        /** The variable of a loop over what a command prints, which is put around the whole. */
        String printed(Value.Substitution substitution) throws Refused;
    }

    private static final Set<String> KNOWN = Set.of("HOME", "USER", "LOGNAME", "HOSTNAME", "TMPDIR", "PWD");
    private static final Set<String> OTHER =
            Set.of("PATH", "OLDPWD", "UID", "SHELL", "RANDOM", "IFS", "PS1", "LANG", "TERM", "PPID", "EUID");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NO_FILE = Pattern.compile("(?s).*[*?<>|\":\\\\].*");
    private static final Pattern WITH_DRIVE = Pattern.compile("[A-Za-z]:[/\\\\][^*?<>|\":]*");

    /** Words: strings as they stand, values quoted. */
    static List<CmdWord> words(Object... parts) {
        List<CmdWord> words = new ArrayList<>();
        for (Object part : parts) {
            words.add(part instanceof CmdWord word ? word : new CmdWord.Fixed((String) part));
        }
        return words;
    }

    CmdWord quoted(Value value) throws Refused {
        return new CmdWord.Quoted(parts(value), false);
    }

    /** An argument of a program, which may hold double quotes. */
    CmdWord argument(Value value) throws Refused {
        return value.text().orElse("").indexOf('"') < 0 ? quoted(value) : new CmdWord.Argument(parts(value));
    }

    /** In quotes, needed or not. */
    CmdWord inQuotes(Value value) throws Refused {
        return new CmdWord.Quoted(parts(value), true);
    }

    /** Without quotes, for a place that is known to be safe. */
    CmdWord inner(Value value) throws Refused {
        return new CmdWord.Inner(parts(value));
    }

    CmdWord printed(Value value) throws Refused {
        return new CmdWord.Printed(parts(value));
    }

    private List<CmdWord.Part> parts(Value value) throws Refused {
        List<CmdWord.Part> parts = new ArrayList<>();
        for (Value.Piece piece : value.pieces()) {
            if (piece instanceof Value.Text text) {
                int last = parts.size() - 1;
                if (last >= 0 && parts.get(last) instanceof CmdWord.Text before) {
                    parts.set(last, new CmdWord.Text(before.text() + text.text()));
                } else {
                    parts.add(new CmdWord.Text(text.text()));
                }
            } else if (piece instanceof Value.Home) {
                parts.add(new CmdWord.Variable("USERPROFILE"));
            } else if (piece instanceof Value.Item item) {
                parts.add(new CmdWord.Item(item.code()));
            } else if (piece instanceof Value.Substitution substitution && CmdOutput.isFolder(substitution)) {
                parts.add(new CmdWord.Variable("CD"));
            } else if (piece instanceof Value.Substitution substitution) {
                parts.add(new CmdWord.Item(scope.printed(substitution)));
            } else if (piece instanceof Value.Variable variable
                    && scope.item(variable.name()).isPresent()) {
                parts.add(new CmdWord.Item(scope.item(variable.name()).orElseThrow()));
            } else if (piece instanceof Value.Variable variable
                    && NAME.matcher(variable.name()).matches()
                    && !OTHER.contains(variable.name())) {
                if (!KNOWN.contains(variable.name())) {
                    notes.add("A variable that is not set stays as it is written.");
                }
                parts.add(new CmdWord.Variable(variable(variable.name())));
            } else {
                throw Refused.construct("The value " + value.typed());
            }
        }
        return parts;
    }

    /** Whether Windows itself sets the variable. */
    static boolean isAlwaysSet(String name) {
        return KNOWN.contains(name);
    }

    /** The name that a variable of Unix has on Windows. */
    static String variable(String name) {
        return switch (name) {
            case "HOME" -> "USERPROFILE";
            case "USER", "LOGNAME" -> "USERNAME";
            case "HOSTNAME" -> "COMPUTERNAME";
            case "TMPDIR" -> "TEMP";
            case "PWD" -> "CD";
            default -> name;
        };
    }

    /** The name of a file, with backslashes. */
    CmdWord path(Value value) throws Refused {
        return new CmdWord.Quoted(pathParts(value, "", false), false);
    }

    /** The name of a file with something behind it, always in quotes, which keep the parts of a condition apart. */
    CmdWord pathInQuotes(Value value, String suffix) throws Refused {
        return new CmdWord.Quoted(pathParts(value, suffix, false), true);
    }

    /** The name of a file, or a pattern of names in one folder, for a command that expands it itself. */
    CmdWord pattern(Value value) throws Refused {
        if (!value.isGlob()) {
            return path(value);
        }
        notes.add(
                "A pattern matches regardless of case, names that begin with a dot too, and longer extensions by their short names.");
        return new CmdWord.Quoted(pathParts(value, "", true), false);
    }

    /** A name, or a pattern of names, in a folder. */
    CmdWord pathIn(Value folder, String name) throws Refused {
        List<Value.Piece> pieces = new ArrayList<>(folder.pieces());
        int last = pieces.size() - 1;
        if (last >= 0 && pieces.get(last) instanceof Value.Text text) {
            pieces.set(last, new Value.Text(text.text().replaceAll("/+$", "")));
        }
        return new CmdWord.Quoted(pathParts(new Value(pieces, folder.typed()), "\\" + name, false), true);
    }

    /** The text of a value in which patterns may stand, quoted or not. */
    static Optional<String> patternText(Value value) {
        StringBuilder all = new StringBuilder();
        for (Value.Piece piece : value.pieces()) {
            if (piece instanceof Value.Text text) {
                all.append(text.text());
            } else if (piece instanceof Value.Glob glob) {
                all.append(glob.text());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(all.toString());
    }

    private List<CmdWord.Part> pathParts(Value value, String suffix, boolean patterns) throws Refused {
        if (value.pieces().isEmpty()) {
            throw Refused.operands("''", "an empty name is the name of no file");
        }
        String start = value.start();
        if (UnixFolders.holds(start)) {
            throw new Refused(
                    "alias.unix-path", "The path " + value.typed() + " means a place that Windows does not have.");
        }
        if (start.startsWith("/")) {
            notes.add("The path " + value.typed()
                    + " is that of a Unix system; on Windows it lies on the current drive.");
        }
        List<Value.Piece> pieces = new ArrayList<>();
        if (start.startsWith("-")) {
            pieces.add(new Value.Text(".\\"));
        }
        boolean glob = false;
        for (Value.Piece piece : value.pieces()) {
            if (piece instanceof Value.Text text) {
                if (glob && text.text().indexOf('/') >= 0) {
                    throw Refused.operands(value.typed(), "a pattern of folders");
                }
                if (NO_FILE.matcher(text.text()).matches()
                        && !WITH_DRIVE.matcher(text.text()).matches()) {
                    throw Refused.operands(value.typed(), "no name of a file on Windows");
                }
                pieces.add(new Value.Text(text.text().replace('/', '\\')));
            } else if (patterns && piece instanceof Value.Glob one) {
                if (!one.text().equals("*") && !one.text().equals("?")) {
                    throw Refused.operands(value.typed(), "a pattern that Windows does not have");
                }
                glob = true;
                pieces.add(new Value.Text(one.text()));
            } else {
                pieces.add(piece);
            }
        }
        if (!suffix.isEmpty()) {
            pieces.add(new Value.Text(suffix));
        }
        return parts(new Value(pieces, value.typed()));
    }
}
