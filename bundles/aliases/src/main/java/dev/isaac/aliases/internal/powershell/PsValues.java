package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.UnixFolders;
import dev.isaac.aliases.internal.shell.Value;
import dev.isaac.command.line.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes PowerShell expressions of the values of a line. */
final class PsValues {

    private static final Map<String, String> NAMES = Map.of(
            "HOME", "$HOME",
            "PWD", "$PWD",
            "USER", "$env:USERNAME",
            "LOGNAME", "$env:USERNAME",
            "HOSTNAME", "$env:COMPUTERNAME",
            "TMPDIR", "$env:TEMP");

    private static final Set<String> CLOSED = Set.of(
            "UID",
            "EUID",
            "PPID",
            "SHELL",
            "RANDOM",
            "SECONDS",
            "LINENO",
            "IFS",
            "PS1",
            "PS2",
            "PATH",
            "BASHPID",
            "OLDPWD",
            "PIPESTATUS",
            "BASH_SOURCE",
            "FUNCNAME",
            "OSTYPE",
            "HOSTTYPE",
            "REPLY",
            "COLUMNS",
            "LINES",
            "SHLVL",
            "TERM",
            "EPOCHSECONDS");

    private final Notes notes;
    private final Substituter substituter;

    /** Makes an expression of what a command prints. */
    interface Substituter {
        Ps.Expr of(Node.Sequence body, boolean quoted) throws Refused;

        /** The lines that a command prints. */
        List<Ps.Element> lines(Node.Sequence body) throws Refused;
    }

    PsValues(Notes notes, Substituter substituter) {
        this.notes = notes;
        this.substituter = substituter;
    }

    /** The value as one string. */
    Ps.Expr string(Value value) throws Refused {
        if (value.isGlob()) {
            throw Refused.operands(value.typed(), "names of files cannot take its place here");
        }
        List<Ps.Expr> parts = new ArrayList<>();
        for (Value.Piece piece : value.pieces()) {
            Ps.Expr part = piece(piece);
            int last = parts.size() - 1;
            if (last >= 0 && part instanceof Ps.Str text && parts.get(last) instanceof Ps.Str before) {
                parts.set(last, new Ps.Str(before.value() + text.value()));
            } else {
                parts.add(part);
            }
        }
        if (parts.isEmpty()) {
            return new Ps.Str("");
        }
        if (parts.size() == 1 && parts.get(0) instanceof Ps.Str only) {
            return only;
        }
        return new Ps.Joined(parts);
    }

    /** The value as an argument: a single variable without quotes around it. */
    Ps.Expr argument(Value value) throws Refused {
        Ps.Expr string = string(value);
        return string instanceof Ps.Joined joined && joined.parts().size() == 1
                ? joined.parts().get(0)
                : string;
    }

    private Ps.Expr piece(Value.Piece piece) throws Refused {
        if (piece instanceof Value.Text text) {
            return new Ps.Str(text.text());
        }
        if (piece instanceof Value.Variable variable) {
            if (!variable.quoted()) {
                notes.add("The value of $" + variable.name() + " stays one word; a Unix shell splits it at blanks.");
            }
            return variable(variable.name());
        }
        if (piece instanceof Value.Home) {
            return Ps.Code.of("$HOME");
        }
        if (piece instanceof Value.Item item) {
            return Ps.Code.of(item.code());
        }
        if (piece instanceof Value.Substitution substitution) {
            return substituter.of(substitution.body(), substitution.quoted());
        }
        if (piece instanceof Value.Expansion expansion) {
            if (!expansion.quoted()) {
                notes.add("The value of $" + expansion.name() + " stays one word; a Unix shell splits it at blanks.");
            }
            return Expansions.code(variable(expansion.name()), expansion);
        }
        if (piece instanceof Value.Lines) {
            throw Refused.construct("A process substitution here");
        }
        throw Refused.construct("A pattern here");
    }

    /** The words into which what a command prints is split. */
    Ps.Expr words(Value.Substitution substitution) throws Refused {
        notes.add("Patterns in the output of a command are not expanded.");
        return Ps.Code.of(
                "(",
                Ps.Script.of(new Ps.Pipeline(substituter.lines(substitution.body()))),
                " | ForEach-Object { $_.Split([char[]]\" `t\", 'RemoveEmptyEntries') })");
    }

    /** The lines that take the place of a file. */
    List<Ps.Element> lines(Value.Lines lines) throws Refused {
        return substituter.lines(lines.body());
    }

    static Ps.Expr variable(String name) throws Refused {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*") || CLOSED.contains(name)) {
            throw Refused.construct("The variable $" + name);
        }
        return Ps.Code.of(NAMES.getOrDefault(name, "$env:" + name));
    }

    /** The value as the name of a file, for a parameter that takes names literally. */
    Ps.Expr path(Value value) throws Refused {
        check(value);
        String start = value.start();
        // A quoted tilde is no home folder, and what stands before a colon would be a drive.
        if (start.startsWith("~") || (start.indexOf(':') >= 0 && !start.matches("[A-Za-z]:[/\\\\].*"))) {
            List<Value.Piece> pieces = new ArrayList<>();
            pieces.add(new Value.Text("./"));
            pieces.addAll(value.pieces());
            return argument(new Value(joinText(pieces), value.typed()));
        }
        return argument(value);
    }

    private static List<Value.Piece> joinText(List<Value.Piece> pieces) {
        List<Value.Piece> joined = new ArrayList<>(pieces.subList(1, pieces.size()));
        joined.set(0, new Value.Text("./" + ((Value.Text) pieces.get(1)).text()));
        return joined;
    }

    /** The value as the name of a file, for a parameter that would expand patterns: only names without them. */
    Ps.Expr plainPath(Value value) throws Refused {
        for (Value.Piece piece : value.pieces()) {
            if (piece instanceof Value.Text text && text.text().matches("(?s).*[\\[\\]*?`].*")) {
                throw Refused.operands(value.typed(), "PowerShell would take it for a pattern here");
            }
        }
        return path(value);
    }

    private void check(Value value) throws Refused {
        if (value.pieces().isEmpty()) {
            throw Refused.operands("''", "an empty name is the name of no file");
        }
        String start = value.start();
        if (UnixFolders.isSystem(start)) {
            throw new Refused(
                    "alias.unix-path", "The path " + value.typed() + " means a place that Windows does not have.");
        }
        if (start.startsWith("/")) {
            notes.add("The path " + value.typed()
                    + " is that of a Unix system; on Windows it lies on the current drive.");
        }
    }

    /** One file or several, for {@code -LiteralPath}. */
    Ps.Expr paths(List<Value> values) throws Refused {
        boolean lists = values.stream().anyMatch(v -> v.isGlob() || v.words().isPresent());
        if (lists && values.size() > 1) {
            return joined(values);
        }
        List<Ps.Expr> all = new ArrayList<>();
        for (Value value : values) {
            Optional<Value.Substitution> words = value.words();
            all.add(
                    words.isPresent()
                            ? words(words.get())
                            : value.isGlob() ? Ps.Code.of(matches(value), ".FullName") : path(value));
        }
        return all.size() == 1 ? all.get(0) : new Ps.Many(all);
    }

    /** Names, patterns and what commands print, one behind the other. */
    private Ps.Expr joined(List<Value> values) throws Refused {
        List<Object> code = new ArrayList<>();
        for (Value value : values) {
            code.add(code.isEmpty() ? "(" : " + ");
            Optional<Value.Substitution> words = value.words();
            if (words.isPresent()) {
                code.add(Ps.Code.of("@", words(words.get())));
            } else if (value.isGlob()) {
                notes.add("A pattern that matches nothing gives no error.");
                code.add(Ps.Code.of("@(", matches(value), " | ForEach-Object FullName)"));
            } else {
                code.add(Ps.Code.of("@(", path(value), ")"));
            }
        }
        code.add(")");
        return Ps.Code.of(code.toArray());
    }

    /** The files that match, as a shell finds them: with case, and without names that begin with a dot. */
    Ps.Expr matches(Value value) throws Refused {
        return Globs.matches(value, this, notes);
    }
}
