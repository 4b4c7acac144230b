package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.command;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code du} and {@code df}. */
final class DiskStages {

    private static final String SIZE =
            "function size($p) { if (Test-Path -LiteralPath $p -PathType Leaf) { (Get-Item -LiteralPath $p"
                    + " -Force).Length } else { [long](Get-ChildItem -LiteralPath $p -Recurse -Force -File | Measure-Object -Property Length"
                    + " -Sum).Sum } }; ";
    private static final String HUMAN =
            "function human($b) { $u = ''; foreach ($s in 'K', 'M', 'G', 'T') { if ($b -lt 1024) { break };"
                    + " $b = $b / 1024; $u = $s }; if ($u -and $b -lt 10) { $b = [Math]::Ceiling($b * 10) / 10; $b.ToString('F1',"
                    + " [Globalization.CultureInfo]::InvariantCulture) + $u } else { \"$([Math]::Ceiling($b))$u\" } }; ";

    private DiskStages() {}

    static Stage du(Call call, Context context) throws Refused {
        call.allow("-s", "-h", "-b", "-c", "-k", "-m", "-a", "-d", "-x");
        if (context.piped()) {
            throw Refused.operands("du", "it would not read what comes through the pipe");
        }
        String depth = call.text("-d").orElse("");
        boolean self = call.has("-s") || depth.equals("0");
        if ((self && call.has("-a")) || (call.has("-s") && call.has("-d")) || !depth.matches("[0-9]{0,2}")) {
            throw Refused.option("du -s", "-a");
        }
        long forms = call.names().stream()
                .filter(List.of("-h", "-b", "-k", "-m")::contains)
                .count();
        if (forms > 1) {
            throw Refused.option("du", "with two units");
        }
        if (call.has("-x")) {
            context.note("Other drives that are mounted in folders are counted too.");
        }
        context.note("It counts the bytes of the files, not the blocks that they take.");
        Ps.Expr start = call.operands().isEmpty() ? new Ps.Str(".") : Source.names(call, context, call.operands());
        String size = call.has("-h")
                ? "human $b"
                : call.has("-b") ? "$b" : "[Math]::Ceiling($b / " + (call.has("-m") ? "1048576" : "1024") + ")";
        List<Object> code = new ArrayList<>();
        code.add(SIZE + (call.has("-h") ? HUMAN : "") + (call.has("-c") ? "$t = 0; " : "") + "foreach ($x in ");
        code.add(start);
        code.add(") { ");
        String shown = "$b = size $x; " + (call.has("-c") ? "$t += $b; " : "") + "\"$(" + size + ")`t$x\"";
        if (!self) {
            if (call.operands().size() > 1 || call.operands().stream().anyMatch(Value::isGlob)) {
                throw Refused.operands("du without -s", "several folders");
            }
            Value folder =
                    call.operands().isEmpty() ? Value.of(".") : call.operands().get(0);
            context.note("Folders come in the order of Windows.");
            code.add("foreach ($y in @(Get-ChildItem -LiteralPath $x -Recurse "
                    + (depth.isEmpty() ? "" : "-Depth " + (Integer.parseInt(depth) - 1) + " ") + "-Force"
                    + (call.has("-a") ? "" : " -Directory") + ")) { $b = size $y.FullName; \"$(" + size + ")`t$(");
            code.add(Names.printed("$y.FullName", folder, context));
            code.add(")\" }; ");
        }
        code.add(shown + " }");
        code.add(call.has("-c") ? "; $b = $t; \"$(" + size + ")`ttotal\"" : "");
        return Stage.text(Build.block(code.toArray())).success(Stage.Success.UNKNOWN);
    }

    static Stage df(Call call, Context context) throws Refused {
        call.allow("-h", "-k", "-H", "-T", "-m", "-P", "-l", "-a", "-x", "-t", "-B");
        if (context.piped() || call.has("-x") || call.has("-t")) {
            throw Refused.operands("df", "file systems by their type");
        }
        context.note("It lists drives in the place of file systems, with other columns.");
        List<Ps.Element> elements = new ArrayList<>();
        if (call.operands().isEmpty()) {
            elements.add(command("Get-PSDrive", "-PSProvider", "FileSystem"));
        } else {
            elements.add(command(
                    "Get-Item", "-Force", "-LiteralPath", context.values().paths(call.operands())));
            elements.add(command("ForEach-Object", "PSDrive"));
        }
        Stage stage = Stage.of(Flow.DRIVES, elements.toArray(Ps.Element[]::new)).success(Stage.Success.UNKNOWN);
        if (call.has("-T") || call.has("-B") || call.has("-H")) {
            return stage;
        }
        boolean human = call.has("-h");
        String unit = human ? "human " : "[Math]::Ceiling(";
        String end = human ? "" : " / " + (call.has("-m") ? "1048576" : "1024") + ")";
        return stage.asText(Build.block((human ? HUMAN : "")
                + "'Filesystem Size Used Available Use% Mounted on'; foreach ($x in $input) { if ($x.Used + $x.Free -gt 0) { \"$($x.Name): $("
                + unit + "($x.Used + $x.Free)" + end + ") $(" + unit + "$x.Used" + end + ") $(" + unit + "$x.Free" + end
                + ") $([Math]::Ceiling(100 * $x.Used / ($x.Used + $x.Free)))% $($x.Root)\" } }"));
    }

    /** {@code gzip} and {@code gunzip} of files, whose sources go as soon as the new files are complete. */
    static Stage gzip(Call call, Context context) throws Refused {
        boolean unpacks = call.has("-d") || call.name().equals("gunzip");
        call.allow("-d", "-k", "-f", "-1", "-2", "-3", "-4", "-5", "-6", "-7", "-8", "-9", "-n");
        if (context.piped() || call.operands().isEmpty()) {
            throw Refused.operands(call.name(), "bytes in a pipe, or such options");
        }
        Optional<Value> unknown = call.operands().stream()
                .filter(v -> v.words().isPresent() || v.lines().isPresent())
                .findFirst();
        if (unknown.isPresent()) {
            throw Refused.operands(call.name(), unknown.get().typed());
        }
        if (call.names().stream().anyMatch(n -> n.matches("-[1-9]"))) {
            context.note("How hard it is compressed is what .NET takes for best.");
        }
        String mode = call.has("-f") ? "'Create'" : "'CreateNew'";
        String open = "$p = (Resolve-Path -LiteralPath $x).ProviderPath; ";
        String target = unpacks
                ? "if (-not $p.EndsWith('.gz', [StringComparison]::Ordinal)) { Write-Error -ErrorAction Continue \"gzip: ${x}: unknown suffix -- ignored\" } else { $q ="
                        + " $p.Substring(0, $p.Length - 3); "
                : "if ($p.EndsWith('.gz', [StringComparison]::Ordinal)) { Write-Error -ErrorAction Continue \"gzip: $x already has .gz suffix -- unchanged\" } else { $q ="
                        + " $p + '.gz'; ";
        String copy = unpacks
                ? "$i = New-Object IO.Compression.GZipStream ([IO.File]::OpenRead($p)), ([IO.Compression.CompressionMode]::Decompress); try { $o ="
                        + " [IO.File]::Open($q, " + mode
                        + "); try { $i.CopyTo($o) } finally { $o.Dispose() } } finally { $i.Dispose() }"
                : "$i = [IO.File]::OpenRead($p); try { $o = New-Object IO.Compression.GZipStream ([IO.File]::Open($q, "
                        + mode + ")),"
                        + " ([IO.Compression.CompressionLevel]::Optimal); try { $i.CopyTo($o) } finally { $o.Dispose() } } finally {"
                        + " $i.Dispose() }";
        String remove = call.has("-k") ? "" : "; Remove-Item -LiteralPath $p -Force";
        return Stage.of(
                        Flow.NOTHING,
                        Build.block(
                                "$ErrorActionPreference = 'Stop'; foreach ($x in ",
                                context.values().paths(call.operands()),
                                ") { " + open + target + copy + remove + " } }"))
                .success(Stage.Success.UNKNOWN);
    }
}
