package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Patterns for names of files, found as a shell finds them: with case, and without names that begin with a dot. */
final class Globs {

    private static final Map<String, String> CLASSES = Map.of(
            "[:alpha:]", "A-Za-z",
            "[:digit:]", "0-9",
            "[:alnum:]", "A-Za-z0-9",
            "[:upper:]", "A-Z",
            "[:lower:]", "a-z");

    private Globs() {}

    /** A pattern between slashes. */
    private record Level(List<Value.Piece> pieces) {
        boolean isWild() {
            return pieces.stream().anyMatch(Value.Glob.class::isInstance);
        }
    }

    /** The files that match, as a pipeline in parentheses. */
    static Ps.Expr matches(Value value, PsValues values, Notes notes) throws Refused {
        List<Level> levels = levels(value);
        int first = 0;
        while (!levels.get(first).isWild()) {
            first++;
        }
        List<Value.Piece> folder = new ArrayList<>();
        for (Level level : levels.subList(0, first)) {
            folder.addAll(level.pieces());
            folder.add(new Value.Text("/"));
        }
        List<Ps.Element> elements = new ArrayList<>();
        boolean folders = false;
        for (int i = first; i < levels.size(); i++) {
            Level level = levels.get(i);
            boolean last = i == levels.size() - 1;
            folders |= last && level.pieces().isEmpty();
            if (level.pieces().isEmpty()) {
                if (!last) {
                    throw Refused.operands(value.typed(), "two slashes");
                }
                continue;
            }
            List<Object> listing = new ArrayList<>();
            if (i > first) {
                listing.addAll(List.of("-LiteralPath", "$_.FullName"));
            } else if (!folder.isEmpty()) {
                listing.addAll(List.of("-LiteralPath", values.path(joined(folder, value.typed()))));
            }
            listing.add("-Force");
            if (i < levels.size() - 1) {
                listing.add("-Directory");
            }
            Ps.Command list = Build.command("Get-ChildItem", listing.toArray());
            elements.add(i == first ? list : Build.each(Ps.Script.of(Ps.Pipeline.of(list))));
            elements.add(Build.where(test(level, value, notes)));
        }
        if (folders && levels.size() - first > 2) {
            throw Refused.operands(value.typed(), "folders behind two patterns");
        }
        return Build.value(elements.toArray(Ps.Element[]::new));
    }

    /** Whether the pattern stands in the current folder alone. */
    static boolean isPlain(Value value) {
        return value.pieces().stream()
                .allMatch(p -> p instanceof Value.Glob
                        || (p instanceof Value.Text t && t.text().indexOf('/') < 0));
    }

    private static Value joined(List<Value.Piece> pieces, String typed) {
        List<Value.Piece> all = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Value.Piece piece : pieces) {
            if (piece instanceof Value.Text t) {
                text.append(t.text());
                continue;
            }
            if (!text.isEmpty()) {
                all.add(new Value.Text(text.toString()));
                text.setLength(0);
            }
            all.add(piece);
        }
        if (!text.isEmpty()) {
            all.add(new Value.Text(text.toString()));
        }
        return new Value(all, typed);
    }

    private static List<Level> levels(Value value) throws Refused {
        List<Level> levels = new ArrayList<>();
        List<Value.Piece> now = new ArrayList<>();
        for (Value.Piece piece : value.pieces()) {
            if (!(piece instanceof Value.Text text)) {
                now.add(piece);
                continue;
            }
            String[] parts = text.text().split("/", -1);
            for (int i = 0; i < parts.length; i++) {
                if (i > 0) {
                    levels.add(new Level(List.copyOf(now)));
                    now.clear();
                }
                if (!parts[i].isEmpty()) {
                    now.add(new Value.Text(parts[i]));
                }
            }
        }
        levels.add(new Level(List.copyOf(now)));
        for (Level level : levels) {
            if (level.isWild()
                    && !level.pieces().stream().allMatch(p -> p instanceof Value.Glob || p instanceof Value.Text)) {
                throw Refused.operands(value.typed(), "a pattern with a value inside");
            }
        }
        return levels;
    }

    private static Ps.Expr test(Level level, Value value, Notes notes) throws Refused {
        StringBuilder like = new StringBuilder();
        StringBuilder regex = new StringBuilder("^");
        boolean plain = true;
        for (Value.Piece piece : level.pieces()) {
            if (piece instanceof Value.Text text) {
                like.append(text.text().replaceAll("([`*?\\[\\]])", "`$1"));
                regex.append(PosixRegex.literal(text.text()));
            } else if (piece instanceof Value.Glob glob) {
                String set = bracket(glob.text(), value);
                plain &= set == null || !glob.text().matches("\\[[!^].*|.*\\[:.*|.*[`\\\\].*");
                like.append(glob.text().equals("**") ? "*" : glob.text());
                regex.append(set != null ? set : glob.text().startsWith("*") ? ".*" : ".");
                if (glob.text().equals("**")) {
                    notes.add("** stands for one folder, as in a shell without globstar.");
                }
            }
        }
        Ps.Expr match = plain && like.indexOf("**") < 0
                ? Ps.Code.of("$_.Name -clike ", new Ps.Str(like.toString()))
                : Ps.Code.of("$_.Name -cmatch ", new Ps.Str(regex.append('$').toString()));
        if (like.indexOf("**") >= 0) {
            notes.add("** stands for one folder, as in a shell without globstar.");
        }
        boolean hidden = like.length() > 0 && like.charAt(0) == '.';
        return hidden ? match : Ps.Code.of(match, " -and $_.Name -notlike '.*'");
    }

    /** A set of characters as an expression; {@code null} where it is none. */
    private static @Nullable String bracket(String glob, Value value) throws Refused {
        if (!glob.startsWith("[")) {
            return null;
        }
        boolean negated = glob.matches("\\[[!^].*");
        String inside = glob.substring(negated ? 2 : 1, glob.length() - 1);
        for (Map.Entry<String, String> one : CLASSES.entrySet()) {
            inside = inside.replace(one.getKey(), one.getValue());
        }
        if (!inside.matches("[A-Za-z0-9_. ,@%+=~-]+")) {
            throw Refused.operands(value.typed(), "the pattern " + glob + " has no equal");
        }
        return "[" + (negated ? "^" : "") + inside + "]";
    }
}
