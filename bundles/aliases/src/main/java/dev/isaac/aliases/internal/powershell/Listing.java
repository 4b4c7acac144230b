package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;

/** The text that {@code ls -l} prints, for commands that pick fields of it: the size, the date, the name and whether it is a folder. */
final class Listing {

    private static final String LINE =
            "\"$(if ($x.PSIsContainer) { 'drwxr-xr-x' } else { '-rw-r--r--' }) 1 $env:USERNAME $env:USERNAME $(if ($x.PSIsContainer) { 4096 }"
                    + " else { $x.Length }) $($x.LastWriteTime.ToString('MMM dd HH:mm', [Globalization.CultureInfo]::InvariantCulture)) ";

    private final Call call;
    private final Context context;

    Listing(Call call, Context context) {
        this.call = call;
        this.context = context;
    }

    /** The stage with its text. */
    Stage text(Stage stage, boolean sorted) throws Refused {
        context.note(
                "Permissions, links and owners in the text are not those of the files, and . and .. are not listed.");
        Value folder =
                call.operands().isEmpty() ? Value.of(".") : call.operands().get(0);
        if (folder.isGlob()) {
            if (!Globs.isPlain(folder)) {
                throw Refused.operands("ls -l in a pipe", folder.typed());
            }
            context.note("What lies in folders is not listed.");
            return stage.asText(ordered(sorted, call.has("-r"), LINE + "$($x.Name)\""));
        }
        Ps.Expr path = context.values().path(folder);
        String hidden = call.has("-a") || call.has("-A") ? "" : "if ($x.Name -like '.*') { continue }; ";
        return stage.asText(Build.block(
                "$l = [object[]]@($input); " + order(sorted, call.has("-r")) + "if (Test-Path -LiteralPath ",
                path,
                " -PathType Container) { 'total 0' }; foreach ($x in $l) { " + hidden + LINE + "$($x.Name)\" }"));
    }

    /** All objects, by the codes of their names where they have no other order, each as a text of {@code $x}. */
    static Ps.Element ordered(boolean sorted, boolean reverse, String text) {
        return Build.block(
                "$l = [object[]]@($input); " + order(sorted, reverse) + "foreach ($x in $l) { " + text + " }");
    }

    private static String order(boolean sorted, boolean reverse) {
        return sorted
                ? ""
                : "$k = [string[]]@($l | ForEach-Object Name); [Array]::Sort($k, $l, [StringComparer]::Ordinal); "
                        + (reverse ? "[Array]::Reverse($l); " : "");
    }
}
