package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.UnixFolders;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a command stands.
 *
 * @param piped whether something comes in
 * @param notes where differences are told
 */
record CmdContext(boolean piped, Notes notes) {

    private static final Set<String> KNOWN = Set.of("HOME", "USER", "LOGNAME", "HOSTNAME", "TMPDIR");

    /** Words: strings as they stand, values quoted. */
    List<CmdWord> words(Object... parts) {
        List<CmdWord> words = new ArrayList<>();
        for (Object part : parts) {
            words.add(part instanceof CmdWord word ? word : new CmdWord.Fixed((String) part));
        }
        return words;
    }

    CmdWord quoted(Value value) throws Refused {
        return new CmdWord.Quoted(parts(value));
    }

    CmdWord printed(Value value) throws Refused {
        return new CmdWord.Printed(parts(value));
    }

    private List<CmdWord.Part> parts(Value value) throws Refused {
        List<CmdWord.Part> parts = new ArrayList<>();
        for (Value.Piece piece : value.pieces()) {
            if (piece instanceof Value.Text text) {
                parts.add(new CmdWord.Text(text.text()));
            } else if (piece instanceof Value.Home) {
                parts.add(new CmdWord.Variable("USERPROFILE"));
            } else if (piece instanceof Value.Variable variable
                    && variable.name().matches("[A-Za-z_][A-Za-z0-9_]*")
                    && (KNOWN.contains(variable.name())
                            || !variable.name().matches("PATH|PWD|OLDPWD|UID|SHELL|RANDOM|IFS|PS1"))) {
                notes.add("A variable that is not set stays as it is written.");
                parts.add(new CmdWord.Variable(name(variable.name())));
            } else {
                throw Refused.construct("The value " + value.typed());
            }
        }
        return parts;
    }

    private static String name(String name) {
        return switch (name) {
            case "HOME" -> "USERPROFILE";
            case "USER", "LOGNAME" -> "USERNAME";
            case "HOSTNAME" -> "COMPUTERNAME";
            case "TMPDIR" -> "TEMP";
            default -> name;
        };
    }

    /** The name of a file, with backslashes. */
    CmdWord path(Value value) throws Refused {
        return path(value, "");
    }

    /** The name of a file with something behind it. */
    CmdWord path(Value value, String suffix) throws Refused {
        List<Value.Piece> pieces = new ArrayList<>();
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
        if (start.startsWith("-")) {
            pieces.add(new Value.Text(".\\"));
        }
        for (Value.Piece piece : value.pieces()) {
            if (piece instanceof Value.Text text) {
                if (text.text().matches("(?s).*[*?<>|\":\\\\].*")
                        && !text.text().matches("[A-Za-z]:[/\\\\][^*?<>|\":]*")) {
                    throw Refused.operands(value.typed(), "no name of a file on Windows");
                }
                pieces.add(new Value.Text(text.text().replace('/', '\\')));
            } else {
                pieces.add(piece);
            }
        }
        if (!suffix.isEmpty()) {
            pieces.add(new Value.Text(suffix));
        }
        List<CmdWord.Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (CmdWord.Part part : parts(new Value(pieces, value.typed()))) {
            if (part instanceof CmdWord.Text known) {
                text.append(known.text());
            } else {
                if (!text.isEmpty()) {
                    parts.add(new CmdWord.Text(text.toString()));
                    text.setLength(0);
                }
                parts.add(part);
            }
        }
        if (!text.isEmpty()) {
            parts.add(new CmdWord.Text(text.toString()));
        }
        return new CmdWord.Quoted(parts);
    }
}
