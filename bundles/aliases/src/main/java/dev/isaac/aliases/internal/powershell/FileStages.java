package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.command;
import static dev.isaac.aliases.internal.powershell.Build.each;
import static dev.isaac.aliases.internal.powershell.Build.evaluate;
import static dev.isaac.aliases.internal.powershell.Build.str;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands that change files. Those that destroy do it exactly or are refused. */
final class FileStages {

    private FileStages() {}

    static Map<String, StageTranslator> all() {
        return Map.of(
                "rm", FileStages::rm,
                "rmdir", FileStages::rmdir,
                "mkdir", FileStages::mkdir,
                "cp", FileStages::cp,
                "mv", FileStages::mv,
                "touch", FileStages::touch,
                "ln", FileStages::ln);
    }

    /** Nothing comes in through the pipe that these would read. */
    private static void alone(Call call, Context context, int least) throws Refused {
        if (context.piped() || context.inputFile().isPresent()) {
            throw Refused.operands(call.name(), "it would not read what comes through the pipe");
        }
        boolean destroys = !List.of("mkdir", "cp", "touch", "ln").contains(call.name());
        for (Value value : call.operands()) {
            if (destroys && value.start().startsWith("/")) {
                throw new Refused(
                        "alias.unix-path",
                        "The path " + value.typed() + " means another place on Windows, and " + call.name()
                                + " destroys.");
            }
        }
        if (call.operands().size() < least) {
            throw Refused.operands(call.name(), "too few operands");
        }
    }

    private static Stage silent(Stage.Success success, Ps.Element... elements) {
        return Stage.of(Flow.NOTHING, elements).success(success);
    }

    private static Stage rm(Call call, Context context) throws Refused {
        call.allow("-f", "-r", "-v");
        alone(call, context, 1);
        boolean force = call.has("-f");
        boolean recursive = call.has("-r");
        for (Value value : call.operands()) {
            if (value.text().isPresent()
                    && value.text().get().replaceAll("/+$", "").matches("|\\.|\\.\\.|.*/\\.\\.?")) {
                throw Refused.operands("rm", value.typed() + " is never removed");
            }
            if (value.pieces().stream().anyMatch(p -> p instanceof Value.Variable v && !v.quoted())) {
                throw Refused.operands(
                        "rm", value.typed() + " is not quoted, so that it may be several names or patterns");
            }
            if (!isKnown(value)) {
                throw Refused.operands("rm", value.typed() + " may be empty");
            }
        }
        if (recursive && call.has("-v")) {
            throw Refused.option("rm -r", "-v");
        }
        if (call.operands().size() > 1 && call.operands().stream().anyMatch(Value::isGlob)) {
            List<Ps.Statement> statements = new ArrayList<>();
            for (Value value : call.operands()) {
                Stage one = rm(new Call("rm", call.options(), List.of(value)), context);
                statements.add(new Ps.Pipeline(one.elements()));
            }
            return Stage.of(
                            call.has("-v") ? Flow.TEXT : Flow.NOTHING,
                            new Ps.Invoke(new Ps.Script(statements), List.of()))
                    .success(Stage.Success.UNKNOWN);
        }
        if (call.operands().get(0).isGlob()) {
            return rmMatches(call, context, force, recursive);
        }
        Ps.Expr files = context.values().paths(call.operands());
        Object remove = command(
                "Remove-Item",
                recursive
                        ? force
                                ? new Object[] {"-LiteralPath", "$_", "-Recurse", "-Force"}
                                : new Object[] {"-LiteralPath", "$_", "-Recurse"}
                        : force ? new Object[] {"-LiteralPath", "$_", "-Force"} : new Object[] {"-LiteralPath", "$_"});
        Ps.Script script = told(call, (Ps.Command) remove, "$_");
        String folder = "Test-Path -LiteralPath $_ -PathType Container";
        Ps.Command each;
        if (recursive) {
            each = force ? each("if (Test-Path -LiteralPath $_) { ", script, " }") : each(script);
        } else {
            String otherwise = force ? "elseif (Test-Path -LiteralPath $_) { " : "else { ";
            each = each(
                    "if (" + folder + ") { Write-Error \"rm: cannot remove '$_': Is a directory\" } " + otherwise,
                    script,
                    " }");
        }
        return Stage.of(call.has("-v") ? Flow.TEXT : Flow.NOTHING, evaluate(files), each)
                .success(Stage.Success.UNKNOWN);
    }

    /** A removal, told of where {@code -v} was given. */
    private static Ps.Script told(Call call, Ps.Command remove, String name) {
        Ps.Statement removal = Ps.Pipeline.of(remove);
        return call.has("-v")
                ? Ps.Script.of(removal, Ps.Pipeline.of(evaluate("if ($?) { \"removed '" + name + "'\" }")))
                : Ps.Script.of(removal);
    }

    /** Whether nothing in a name depends on a variable other than the home folder. */
    private static boolean isKnown(Value value) {
        StringBuilder text = new StringBuilder();
        boolean home = false;
        for (Value.Piece piece : value.pieces()) {
            home |= piece instanceof Value.Home;
            text.append(piece instanceof Value.Text t ? t.text() : "");
        }
        // The home folder itself, or all that is in it, is never meant.
        boolean whole = home && !text.toString().matches("/.*[A-Za-z0-9][^/]*/*");
        return !whole
                && value.pieces().stream()
                        .allMatch(p -> p instanceof Value.Text
                                || p instanceof Value.Glob
                                || p instanceof Value.Item
                                || p instanceof Value.Home);
    }

    private static Stage rmMatches(Call call, Context context, boolean force, boolean recursive) throws Refused {
        Ps.Expr found = context.values().matches(call.operands().get(0));
        List<Object> arguments = new ArrayList<>(List.of("-LiteralPath", "$_.FullName"));
        if (recursive) {
            arguments.add("-Recurse");
        }
        if (force) {
            arguments.add("-Force");
        }
        boolean told = call.has("-v");
        if (told
                && call.operands().get(0).pieces().stream()
                        .anyMatch(p -> !(p instanceof Value.Glob)
                                && !(p instanceof Value.Text t && t.text().indexOf('/') < 0))) {
            throw Refused.option("rm with such a pattern", "-v");
        }
        Ps.Script script = told(call, command("Remove-Item", arguments.toArray()), "$($_.Name)");
        Flow flow = told ? Flow.TEXT : Flow.NOTHING;
        String folder = "if ($_.PSIsContainer) { Write-Error \"rm: cannot remove '$_': Is a directory\" } else { ";
        Ps.Command each = recursive ? each(script) : each(folder, script, " }");
        if (force) {
            return Stage.of(flow, evaluate(found), each).success(Stage.Success.UNKNOWN);
        }
        String typed = call.operands().get(0).typed();
        return Stage.of(
                        flow,
                        Build.block(
                                "$l = @",
                                found,
                                "; if ($l.Count -eq 0) { Write-Error ",
                                str("rm: cannot remove '" + typed + "': No such file or directory"),
                                " } else { ",
                                Ps.Script.of(Ps.Pipeline.of(evaluate("$l"), each)),
                                " }"))
                .success(Stage.Success.UNKNOWN);
    }

    private static Stage rmdir(Call call, Context context) throws Refused {
        call.allow();
        alone(call, context, 1);
        if (call.operands().stream().anyMatch(Value::isGlob)) {
            throw Refused.operands("rmdir", "a pattern");
        }
        return silent(
                Stage.Success.UNKNOWN,
                evaluate(context.values().paths(call.operands())),
                each(
                        "if (-not (Test-Path -LiteralPath $_ -PathType Container)) { Write-Error \"rmdir: failed to remove '$_': Not a"
                                + " directory\" } elseif (@(Get-ChildItem -LiteralPath $_ -Force).Count -gt 0) { Write-Error \"rmdir: failed to"
                                + " remove '$_': Directory not empty\" } else { Remove-Item -LiteralPath $_ }"));
    }

    private static Stage mkdir(Call call, Context context) throws Refused {
        call.allow("-p", "-v");
        alone(call, context, 1);
        if (call.has("-v")) {
            throw Refused.option("mkdir", "-v");
        }
        if (call.operands().stream().anyMatch(Value::isGlob)) {
            throw Refused.operands("mkdir", "a pattern");
        }
        List<Object> arguments = new ArrayList<>(List.of("-ItemType", "Directory"));
        if (call.has("-p")) {
            arguments.add("-Force");
        } else if (call.operands().stream()
                .anyMatch(v -> v.text().orElse("/").replaceAll("/+$", "").indexOf('/') >= 0)) {
            context.note("Missing parents are made too, as with mkdir -p.");
        }
        arguments.add("-Path");
        arguments.add(plain(call.operands(), context));
        return silent(Stage.Success.REPORTED, command("New-Item", arguments.toArray()), command("Out-Null"));
    }

    private static Ps.Expr plain(List<Value> values, Context context) throws Refused {
        List<Ps.Expr> all = new ArrayList<>();
        for (Value value : values) {
            all.add(context.values().plainPath(value));
        }
        return all.size() == 1 ? all.get(0) : new Ps.Many(all);
    }

    private static Stage cp(Call call, Context context) throws Refused {
        call.allow("-r", "-f", "-a", "-p", "-v", "-t", "-n");
        if (call.has("-t")) {
            return cp(toFolder(call), context);
        }
        alone(call, context, 2);
        if (call.has("-n")) {
            return keep(call, context);
        }
        boolean recursive = call.has("-r") || call.has("-a");
        if (call.has("-a") || call.has("-p")) {
            context.note("Owner, group and permissions are not copied; times of files are.");
        }
        if (!recursive) {
            context.note("A folder among the sources is made empty at the destination, where cp refuses it.");
        }
        List<Object> options = new ArrayList<>();
        if (recursive) {
            options.add("-Recurse");
        }
        if (call.has("-f")) {
            options.add("-Force");
        }
        if (call.has("-v")) {
            context.note("What is copied is told in other words.");
            options.add("-Verbose");
        }
        return transfer(call, context, "Copy-Item", options);
    }

    /** The call with the folder of {@code -t} behind its sources. */
    private static Call toFolder(Call call) {
        List<Value> operands = new ArrayList<>(call.operands());
        operands.add(call.value("-t").orElseThrow());
        return new Call(
                call.name(),
                call.options().stream().filter(o -> !o.name().equals("-t")).toList(),
                operands);
    }

    /** {@code cp -n}: one file, unless there is one already. */
    private static Stage keep(Call call, Context context) throws Refused {
        Value source = call.operands().get(0);
        if (call.names().size() > 1
                || call.operands().size() > 2
                || source.isGlob()
                || source.words().isPresent()) {
            throw Refused.operands("cp -n", "it is translated for one file, without other options");
        }
        Ps.Expr from = context.values().path(source);
        Ps.Expr to = context.values().plainPath(call.operands().get(1));
        context.note("A folder is made empty at the destination, where cp refuses it.");
        return silent(
                Stage.Success.UNKNOWN,
                Build.block(
                        "$d = ",
                        to,
                        "; if (Test-Path -LiteralPath $d -PathType Container) { $d = Join-Path -Path $d -ChildPath (Split-Path -Leaf -Path ",
                        from,
                        ") }; if (-not (Test-Path -LiteralPath $d)) { Copy-Item -LiteralPath ",
                        from,
                        " -Destination $d }"));
    }

    private static Stage mv(Call call, Context context) throws Refused {
        call.allow("-f", "-t");
        if (call.has("-t")) {
            return mv(toFolder(call), context);
        }
        alone(call, context, 2);
        for (Value value : call.operands()) {
            if (value.pieces().stream().anyMatch(p -> p instanceof Value.Variable v && !v.quoted())) {
                throw Refused.operands(
                        "mv", value.typed() + " is not quoted, so that it may be several names or patterns");
            }
        }
        return transfer(call, context, "Move-Item", List.of("-Force"));
    }

    private static Stage transfer(Call call, Context context, String cmdlet, List<Object> options) throws Refused {
        List<Value> sources = call.operands().subList(0, call.operands().size() - 1);
        Value destination = call.operands().get(call.operands().size() - 1);
        for (Value source : sources) {
            if (source.text().orElse("").matches("(.*/)?\\.\\.?/*")) {
                throw Refused.operands(call.name(), source.typed() + " stands for the content of a folder");
            }
        }
        if (destination.isGlob()) {
            throw Refused.operands(call.name(), "a pattern as the destination");
        }
        Ps.Expr to = context.values().plainPath(destination);
        boolean glob = sources.stream().anyMatch(Value::isGlob);
        List<Object> arguments = new ArrayList<>();
        if (sources.size() == 1 && !glob) {
            arguments.add("-LiteralPath");
            arguments.add(context.values().path(sources.get(0)));
            arguments.add("-Destination");
            arguments.add(to);
            arguments.addAll(options);
            return silent(Stage.Success.REPORTED, command(cmdlet, arguments.toArray()));
        }
        // Several sources need a folder; PowerShell would write them all over one file.
        arguments.add("-LiteralPath");
        arguments.add(glob ? Ps.Code.of("$l.FullName") : context.values().paths(sources));
        arguments.add("-Destination");
        arguments.add(to);
        arguments.addAll(options);
        Ps.Script run = Ps.Script.of(Ps.Pipeline.of(command(cmdlet, arguments.toArray())));
        Ps.Expr test = Ps.Code.of("-not (Test-Path -LiteralPath ", to, " -PathType Container)");
        Object not = str(call.name() + ": target is not a directory");
        if (!glob) {
            return silent(
                    Stage.Success.UNKNOWN,
                    new Ps.Invoke(
                            Ps.Script.of(new Ps.If(
                                    test, Ps.Script.of(Ps.Pipeline.of(command("Write-Error", not))), Optional.of(run))),
                            List.of()));
        }
        if (sources.size() > 1) {
            throw Refused.operands(call.name(), "a pattern among other names");
        }
        Ps.Expr missing = Ps.Code.of("$l.Count -eq 0");
        Ps.Statement choice = new Ps.If(
                missing,
                Ps.Script.of(Ps.Pipeline.of(command(
                        "Write-Error",
                        str(call.name() + ": cannot stat '" + sources.get(0).typed()
                                + "': No such file or directory")))),
                Optional.of(Ps.Script.of(new Ps.If(
                        Ps.Code.of("$l.Count -gt 1 -and ", test),
                        Ps.Script.of(Ps.Pipeline.of(command("Write-Error", not))),
                        Optional.of(run)))));
        return silent(
                Stage.Success.UNKNOWN,
                new Ps.Invoke(
                        Ps.Script.of(
                                Ps.Pipeline.of(
                                        evaluate("$l = @", context.values().matches(sources.get(0)))),
                                choice),
                        List.of()));
    }

    private static Stage touch(Call call, Context context) throws Refused {
        call.allow("-c", "-a", "-m", "-d", "-t", "-r");
        alone(call, context, 1);
        if (call.operands().stream().anyMatch(Value::isGlob)) {
            throw Refused.operands("touch", "a pattern");
        }
        Ps.Expr files = plain(call.operands(), context);
        if (!call.options().isEmpty()) {
            return touchAs(call, files, context);
        }
        return silent(
                Stage.Success.UNKNOWN,
                evaluate(files),
                each(
                        "if (Test-Path -LiteralPath $_) { (Get-Item -LiteralPath $_ -Force).LastWriteTime = Get-Date } else { New-Item"
                                + " -ItemType File -Path $_ | Out-Null }"));
    }

    /** {@code touch} with a time of its own, or for one of the times, or for files that exist. */
    private static Stage touchAs(Call call, Ps.Expr files, Context context) throws Refused {
        Ps.Expr time = Ps.Code.of("Get-Date");
        if (call.names().stream().filter(List.of("-d", "-t", "-r")::contains).count() > 1) {
            throw Refused.option("touch", "with two times");
        }
        if (call.has("-r")) {
            time = Ps.Code.of(
                    Build.value(command(
                            "Get-Item",
                            "-Force",
                            "-LiteralPath",
                            context.values().path(call.value("-r").orElseThrow()))),
                    ".LastWriteTime");
        } else if (call.has("-d")) {
            String date = call.text("-d").orElse("");
            if (!date.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?")) {
                throw Refused.option("touch", "-d " + date);
            }
            time = Ps.Code.of("[datetime]", str(date.replace('T', ' ')));
        } else if (call.has("-t")) {
            String date = call.text("-t").orElse("");
            if (!date.matches("[0-9]{12}(\\.[0-9]{2})?")) {
                throw Refused.option("touch", "-t " + date);
            }
            String second = date.length() > 12 ? date.substring(13) : "00";
            time = Ps.Code.of(
                    "[datetime]",
                    str(date.substring(0, 4) + "-" + date.substring(4, 6) + "-" + date.substring(6, 8) + " "
                            + date.substring(8, 10) + ":" + date.substring(10, 12) + ":" + second));
        }
        boolean access = call.has("-a") || !call.has("-m");
        boolean write = call.has("-m") || !call.has("-a");
        String make = call.has("-c")
                ? ""
                : "if (-not (Test-Path -LiteralPath $_)) { New-Item -ItemType File -Path $_ | Out-Null }; ";
        return silent(
                Stage.Success.UNKNOWN,
                evaluate(files),
                each(
                        make + "if (Test-Path -LiteralPath $_) { $f = Get-Item -LiteralPath $_ -Force; $t = ",
                        time,
                        "; " + (access ? "$f.LastAccessTime = $t" : "") + (access && write ? "; " : "")
                                + (write ? "$f.LastWriteTime = $t" : "") + " }"));
    }

    private static Stage ln(Call call, Context context) throws Refused {
        call.allow("-s", "-f", "-n", "-v");
        if (call.has("-v")) {
            context.note("The link is not told of.");
        }
        alone(call, context, 1);
        if (call.operands().stream().anyMatch(Value::isList)) {
            throw Refused.operands("ln", "targets that are not known");
        }
        if (call.operands().size() > 2) {
            return links(call, context);
        }
        Value target = call.operands().get(0);
        Value link;
        if (call.operands().size() == 2) {
            link = call.operands().get(1);
            if (link.text().orElse("").matches("(.*/)?\\.{0,2}")) {
                link = inside(link.text().orElse(""), target);
            }
        } else {
            String text = call.operandText(0);
            if (text.indexOf('/') < 0 || text.endsWith("/")) {
                throw Refused.operands("ln", "a link without a name of its own");
            }
            link = Value.of(text.substring(text.lastIndexOf('/') + 1));
        }
        context.note("It needs the right to make links, and the name of the link must not be that of a folder.");
        List<Object> arguments = new ArrayList<>(List.of(
                "-ItemType",
                call.has("-s") ? "SymbolicLink" : "HardLink",
                "-Path",
                context.values().plainPath(link),
                "-Target",
                context.values().plainPath(target)));
        if (call.has("-f")) {
            arguments.add("-Force");
        }
        return silent(Stage.Success.REPORTED, command("New-Item", arguments.toArray()), command("Out-Null"));
    }

    /** Links in a folder, under the names of their targets. */
    private static Stage links(Call call, Context context) throws Refused {
        int last = call.operands().size() - 1;
        String folder = call.operandText(last);
        List<Ps.Statement> statements = new ArrayList<>();
        for (Value target : call.operands().subList(0, last)) {
            Value link = inside(folder.endsWith("/") || folder.equals(".") ? folder : folder + "/", target);
            statements.add(new Ps.Pipeline(ln(new Call("ln", call.options(), List.of(target, link)), context)
                    .elements()));
        }
        return silent(Stage.Success.UNKNOWN, new Ps.Invoke(new Ps.Script(statements), List.of()));
    }

    /** The link of a target's name in a folder. */
    private static Value inside(String folder, Value target) throws Refused {
        String name = target.text().orElse("").replaceAll("/+$", "");
        name = name.substring(name.lastIndexOf('/') + 1);
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw Refused.operands("ln", "a folder as the place of the link");
        }
        return Value.of(folder.equals(".") ? name : folder.endsWith("/") ? folder + name : folder + "/" + name);
    }
}
