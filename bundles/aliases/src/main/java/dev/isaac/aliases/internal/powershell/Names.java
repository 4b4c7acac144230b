package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Value;
import java.util.List;

/** Names of files as a Unix command prints them. */
final class Names {

    private Names() {}

    /**
     * Code that turns the path of a file, an expression in {@code $_}, into the name that a search below {@code start} prints.
     *
     * @param full the expression that holds the absolute path
     */
    static Ps.Expr printed(String full, Value start, Context context) throws Refused {
        String text = start.text().orElse("");
        if (text.equals(".") || text.startsWith("./") || text.startsWith("../") || text.equals("..")) {
            return Ps.Code.of("(Resolve-Path -LiteralPath " + full + " -Relative).Replace('\\', '/')");
        }
        if (!text.isEmpty()
                && !text.startsWith("/")
                && !text.startsWith("~")
                && text.indexOf(':') < 0
                && text.indexOf('\\') < 0
                && !List.of(text.split("/")).contains("..")) {
            return Ps.Code.of("(Resolve-Path -LiteralPath " + full + " -Relative).Substring(2).Replace('\\', '/')");
        }
        context.note("Names of files are printed as absolute paths of Windows.");
        return Ps.Code.of(full);
    }

    /** The names that match, as a shell puts them in the place of the pattern. */
    static Ps.Expr matching(Value glob, Context context) throws Refused {
        Ps.Expr found = context.values().matches(glob);
        if (Globs.isPlain(glob)) {
            return Ps.Code.of(found, ".Name");
        }
        String start = glob.start();
        boolean relative = !start.startsWith("/")
                && !start.startsWith("~")
                && start.indexOf(':') < 0
                && !List.of(start.split("/", -1)).contains("..")
                && (glob.pieces().get(0) instanceof Value.Text || glob.pieces().get(0) instanceof Value.Glob);
        if (!relative) {
            context.note("Names of files are printed as absolute paths of Windows.");
            return Ps.Code.of(found, ".FullName");
        }
        String cut = start.startsWith("./") ? "" : ".Substring(2)";
        return Ps.Code.of(
                "@(",
                found,
                " | ForEach-Object { (Resolve-Path -LiteralPath $_.FullName -Relative)" + cut
                        + ".Replace('\\', '/') })");
    }
}
