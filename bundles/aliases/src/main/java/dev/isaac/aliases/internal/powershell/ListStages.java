package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.command;
import static dev.isaac.aliases.internal.powershell.Build.each;
import static dev.isaac.aliases.internal.powershell.Build.evaluate;
import static dev.isaac.aliases.internal.powershell.Build.str;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.regex.PosixRegex;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands that look at files and names. */
final class ListStages {

    private ListStages() {}

    static Map<String, StageTranslator> all() {
        return Map.ofEntries(
                Map.entry("ls", ListStages::ls),
                Map.entry("basename", ListStages::basename),
                Map.entry("dirname", ListStages::dirname),
                Map.entry("realpath", ListStages::realpath),
                Map.entry("du", DiskStages::du),
                Map.entry("df", DiskStages::df),
                Map.entry("md5sum", (call, context) -> hash(call, context, "MD5")),
                Map.entry("sha1sum", (call, context) -> hash(call, context, "SHA1")),
                Map.entry("sha256sum", (call, context) -> hash(call, context, "SHA256")),
                Map.entry("sha512sum", (call, context) -> hash(call, context, "SHA512")),
                Map.entry("base64", ListStages::base64),
                Map.entry("zcat", ListStages::zcat),
                Map.entry("diff", ListStages::diff));
    }

    private static Stage ls(Call call, Context context) throws Refused {
        call.allow("-l", "-a", "-A", "-1", "-t", "-S", "-r", "-R", "-d", "-h", "--color", "-G", "-p");
        if (context.piped()) {
            throw Refused.operands("ls", "it would not read what comes through the pipe");
        }
        List<Value> files = call.operands();
        boolean hidden = call.has("-a") || call.has("-A");
        boolean folders = call.has("-d") && files.size() == 1 && isAllFolders(files.get(0));
        if (call.has("-t") && call.has("-S")) {
            throw Refused.option("ls -t", "-S");
        }
        List<Ps.Element> elements = new ArrayList<>();
        String cmdlet = call.has("-d") && !folders ? "Get-Item" : "Get-ChildItem";
        List<Object> arguments = new ArrayList<>();
        boolean glob = false;
        if (!files.isEmpty() && !folders) {
            glob = files.stream().anyMatch(Value::isGlob);
            arguments.add("-LiteralPath");
            arguments.add(context.values().paths(files));
        } else if (cmdlet.equals("Get-Item")) {
            arguments.add("-LiteralPath");
            arguments.add(".");
        }
        if (glob) {
            context.note("Where nothing matches the error is another one.");
        }
        if (call.has("-R")) {
            arguments.add("-Recurse");
        }
        if (folders) {
            arguments.add("-Directory");
        }
        if (hidden || glob || cmdlet.equals("Get-Item")) {
            arguments.add("-Force");
        }
        boolean listed = glob
                && files.size() == 1
                && !folders
                && Globs.isPlain(files.get(0))
                && !context.last()
                && !call.has("-R");
        elements.add(listed ? evaluate(context.values().matches(files.get(0))) : command(cmdlet, arguments.toArray()));
        boolean sorted = call.has("-t") || call.has("-S");
        if (call.has("-S")) {
            context.note("Folders have no size on Windows.");
        }
        if (sorted) {
            String property = call.has("-t") ? "LastWriteTime" : "Length";
            elements.add(
                    call.has("-r")
                            ? command("Sort-Object", property)
                            : command("Sort-Object", property, "-Descending"));
        } else if (call.has("-r") && context.last()) {
            elements.add(command("Sort-Object", "Name", "-Descending"));
        }
        boolean names = !call.has("-l")
                && !call.has("-R")
                && (files.isEmpty() || folders || (files.size() == 1 && (!glob || Globs.isPlain(files.get(0)))));
        if (names && glob && !folders && !context.last()) {
            context.note("Folders that match are listed by their names, not by what is in them.");
        }
        if (names && !hidden && !context.last()) {
            elements.add(Build.where("$_.Name -notlike '.*'"));
        }
        Stage stage = Stage.of(names ? Flow.FILES : Flow.OBJECTS, elements.toArray(Ps.Element[]::new))
                .shown(
                        "It shows a table of objects; what is hidden is what Windows hides, and . and .. are not listed.");
        if (!names) {
            boolean longText =
                    call.has("-l") && !call.has("-R") && !call.has("-h") && !call.has("-d") && !context.last();
            return longText && files.size() < 2 ? new Listing(call, context).text(stage, sorted) : stage;
        }
        if (call.has("-p") && !context.last()) {
            throwIfText(call, context);
            return stage.asText(Listing.ordered(
                    sorted, call.has("-r"), "if ($x.PSIsContainer) { $x.Name + '/' } else { $x.Name }"));
        }
        List<Ps.Element> conversion = new ArrayList<>();
        conversion.add(folders ? each("$_.Name + '/'") : command("ForEach-Object", "Name"));
        if (!sorted) {
            conversion.add(Build.block("$l = [string[]]@($input); [Array]::Sort($l, [StringComparer]::Ordinal); "
                    + (call.has("-r") ? "[Array]::Reverse($l); " : "") + "$l"));
        }
        throwIfText(call, context);
        return stage.asText(conversion.toArray(Ps.Element[]::new));
    }

    private static void throwIfText(Call call, Context context) throws Refused {
        if (call.has("-a") && !context.last()) {
            throw new Refused("alias.option", "ls -a in a pipe lists . and .., which PowerShell does not.", "ls -A");
        }
    }

    private static boolean isAllFolders(Value value) {
        return value.pieces().size() == 2
                && value.pieces().get(0) instanceof Value.Glob glob
                && glob.text().equals("*")
                && value.pieces().get(1) instanceof Value.Text text
                && text.text().equals("/");
    }

    private static Stage basename(Call call, Context context) throws Refused {
        call.allow("-s");
        int count = call.operands().size();
        Optional<String> suffix = call.text("-s");
        if (count == 2 && suffix.isEmpty()) {
            suffix = Optional.of(call.operandText(1));
        } else if (count != 1) {
            throw Refused.operands("basename", "it is translated with one name");
        }
        noInput(call, context);
        Ps.Expr leaf = Build.value(
                command("Split-Path", "-Leaf", "-Path", plain(call.operands().get(0), context)));
        if (suffix.isPresent()) {
            leaf = Ps.Code.of(leaf, " -creplace ", str("(?<=.)" + PosixRegex.literal(suffix.get()) + "$"), ", ''");
        }
        return Stage.text(evaluate(leaf)).success(Stage.Success.ALWAYS);
    }

    private static Ps.Expr plain(Value value, Context context) throws Refused {
        if (value.text().orElse("x").matches("/*")) {
            throw Refused.operands("this", value.typed());
        }
        return context.values().string(value);
    }

    private static Stage dirname(Call call, Context context) throws Refused {
        call.allow();
        noInput(call, context);
        if (call.operands().size() != 1) {
            throw Refused.operands("dirname", "it is translated with one name");
        }
        Value name = call.operands().get(0);
        if (name.text().orElse("").matches("/[^/]*/*")) {
            throw Refused.operands("dirname", "a name in the root folder");
        }
        return Stage.text(evaluate(
                        Build.value(command("Split-Path", "-Parent", "-Path", plain(name, context))),
                        " -replace '^$', '.' -replace '\\\\', '/'"))
                .success(Stage.Success.ALWAYS);
    }

    private static void noInput(Call call, Context context) throws Refused {
        if (context.piped()) {
            throw Refused.operands(call.name(), "it would not read what comes through the pipe");
        }
    }

    private static Stage realpath(Call call, Context context) throws Refused {
        call.allow("-f", "-e");
        noInput(call, context);
        if (call.operands().size() != 1 || (call.name().equals("readlink") && !call.has("-f"))) {
            throw Refused.operands(call.name(), "it is translated with one name, and as readlink with -f");
        }
        context.note("The file must exist, and links are not followed.");
        return Stage.text(evaluate(
                        Build.value(command(
                                "Resolve-Path",
                                "-LiteralPath",
                                context.values().path(call.operands().get(0)))),
                        ".ProviderPath"))
                .success(Stage.Success.UNKNOWN);
    }

    private static Stage hash(Call call, Context context, String algorithm) throws Refused {
        call.allow("-b");
        if (call.operands().isEmpty()) {
            throw Refused.operands(call.name(), "bytes from a pipe");
        }
        noInput(call, context);
        Ps.Expr files = call.operands().size() == 1 && call.operands().get(0).isGlob()
                ? Names.matching(call.operands().get(0), context)
                : context.values().paths(call.operands());
        if (call.operands().get(0).isGlob()) {
            context.note("Files come in the order of Windows.");
        }
        String between = call.has("-b") ? "'{0} *{1}'" : "'{0}  {1}'";
        return Stage.text(
                        evaluate(files),
                        each(between + " -f (Get-FileHash -Algorithm " + algorithm
                                + " -LiteralPath $_).Hash.ToLowerInvariant(), $_"))
                .success(Stage.Success.UNKNOWN);
    }

    private static Stage diff(Call call, Context context) throws Refused {
        call.allow("-q", "-u", "-c", "-y", "-i", "-a", "-d", "-U", "--color", "--suppress-common-lines", "-w", "-B");
        if (call.operands().size() != 2
                || call.operands().stream()
                        .anyMatch(v -> v.isGlob() || v.words().isPresent())) {
            throw Refused.operands("diff", "it compares two files");
        }
        if (call.has("-q")) {
            return differ(call, context);
        }
        context.note("It compares the lines as sets, in another form; which line stands where is not told.");
        List<Object> arguments = new ArrayList<>();
        if (!call.has("-i")) {
            arguments.add("-CaseSensitive");
        }
        String[] sides = {"-ReferenceObject", "-DifferenceObject"};
        for (int i = 0; i < 2; i++) {
            arguments.add(sides[i]);
            Ps.Expr list = Source.list(call, context, call.operands().get(i));
            String change = call.has("-w") ? "[ \\t]+', ''" : "";
            String blank = call.has("-B") ? " | Where-Object { $_.Trim().Length -gt 0 }" : "";
            String spaces = change.isEmpty() ? "" : " | ForEach-Object { $_ -creplace '" + change + " }";
            arguments.add(blank.isEmpty() && spaces.isEmpty() ? list : Ps.Code.of("@(", list, blank + spaces + ")"));
        }
        if (call.has("-w")) {
            context.note("Lines are shown without their blanks.");
        }
        if (call.names().stream().anyMatch(List.of("-u", "-c", "-y", "-U")::contains)) {
            if (!context.last()) {
                throw Refused.option("diff in a pipe or to a file", "-u, -c or -y, whose form programs read");
            }
            return Stage.of(Flow.OBJECTS, command("Compare-Object", arguments.toArray()))
                    .success(Stage.Success.UNKNOWN);
        }
        return Stage.of(Flow.FILES, command("Compare-Object", arguments.toArray()))
                .asText(each("$(if ($_.SideIndicator -eq '=>') { '> ' } else { '< ' }) + $_.InputObject"))
                .shown("It is a table.")
                .success(Stage.Success.UNKNOWN);
    }

    /** {@code diff -q}: whether the bytes of two files differ. */
    private static Stage differ(Call call, Context context) throws Refused {
        noInput(call, context);
        if (call.names().size() > 1
                || call.operands().stream().anyMatch(v -> v.lines().isPresent())) {
            throw Refused.option("diff -q", "with others");
        }
        context.note("Folders cannot be compared.");
        List<Ps.Expr> hashes = new ArrayList<>();
        for (Value file : call.operands()) {
            hashes.add(Build.value(
                    command("Get-FileHash", "-LiteralPath", context.values().path(file))));
        }
        return Stage.text(Build.block(
                        "if (",
                        hashes.get(0),
                        ".Hash -ne ",
                        hashes.get(1),
                        ".Hash) { ",
                        new Ps.Joined(List.of(
                                str("Files "),
                                context.values().argument(call.operands().get(0)),
                                str(" and "),
                                context.values().argument(call.operands().get(1)),
                                str(" differ"))),
                        " }"))
                .success(Stage.Success.UNKNOWN);
    }

    private static Ps.Expr bytes(Value file, Context context) throws Refused {
        return Ps.Code.of(
                "[IO.File]::ReadAllBytes(",
                Build.value(
                        command("Resolve-Path", "-LiteralPath", context.values().path(file))),
                ".ProviderPath)");
    }

    private static Stage base64(Call call, Context context) throws Refused {
        call.allow("-w");
        noInput(call, context);
        if (call.operands().size() != 1 || call.operands().get(0).isGlob()) {
            throw Refused.operands("base64", "it is translated with one file");
        }
        String wrap = call.text("-w").orElse("76");
        Ps.Expr bytes = bytes(call.operands().get(0), context);
        if (wrap.equals("0")) {
            context.note("The output ends with a line break.");
            return Stage.text(evaluate("[Convert]::ToBase64String(", bytes, ")"))
                    .success(Stage.Success.UNKNOWN);
        }
        if (!wrap.equals("76")) {
            throw Refused.option("base64", "-w " + wrap);
        }
        return Stage.text(evaluate("[Convert]::ToBase64String(", bytes, ", 'InsertLineBreaks') -csplit \"`r`n\""))
                .success(Stage.Success.UNKNOWN);
    }

    /** {@code zcat} of files, as lines of UTF-8; {@code gzip} and {@code gunzip} of files. */
    private static Stage zcat(Call call, Context context) throws Refused {
        call.allow("-d", "-c", "-k", "-f", "-n", "-1", "-2", "-3", "-4", "-5", "-6", "-7", "-8", "-9");
        boolean reads = call.name().endsWith("cat")
                || (call.has("-c") && (call.has("-d") || call.name().equals("gunzip")));
        if (!reads) {
            if (call.has("-c")) {
                throw new Refused(
                        "alias.operand", "gzip -c gives bytes, which no pipe of PowerShell carries.", "gzip -k FILE");
            }
            return DiskStages.gzip(call, context);
        }
        noInput(call, context);
        if (call.operands().isEmpty() || call.has("-f") || call.has("-k") || call.has("-9")) {
            throw new Refused(
                    "alias.operand", call.name() + " is translated for reading the lines of files.", "gzip -dc FILE");
        }
        return Stage.text(
                        evaluate(context.values().paths(call.operands())),
                        each(
                                "$s = New-Object IO.StreamReader (New-Object IO.Compression.GZipStream ([IO.File]::OpenRead((Resolve-Path -LiteralPath"
                                        + " $_).ProviderPath)), ([IO.Compression.CompressionMode]::Decompress)); try { while ($null -ne ($x = $s.ReadLine()))"
                                        + " { $x } } finally { $s.Dispose() }"))
                .success(Stage.Success.UNKNOWN);
    }
}
