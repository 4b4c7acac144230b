package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;

/** {@code tree}: the program of that name on Windows draws other lines and knows few options, so that a function walks the folders. */
final class TreeStage implements StageTranslator {

    @Override
    public Stage translate(Call call, Context context) throws Refused {
        call.allow("-a", "-d", "-L", "-f", "-i", "-F", "-s", "-I", "-P", "--noreport", "--dirsfirst", "-C", "-n", "-N");
        if (context.piped() || call.operands().stream().anyMatch(Value::isList)) {
            throw Refused.operands("tree", "it is translated for known folders");
        }
        if (call.has("-P") || call.values("-I").size() > 1) {
            throw Refused.option("tree", "-P, or -I more than once");
        }
        List<Object> filter = new ArrayList<>();
        filter.add(call.has("-a") ? "" : " | Where-Object { $_.Name -notlike '.*' }");
        filter.add(call.has("-d") ? " | Where-Object { $_.PSIsContainer }" : "");
        if (call.has("-I")) {
            for (String pattern : List.of(call.text("-I").orElse("").split("\\|", -1))) {
                filter.add(" | Where-Object { $_.Name -cnotlike ");
                filter.add(Build.str(FindStage.like("tree", pattern)));
                filter.add(" }");
            }
        }
        int depth = call.has("-L") ? Source.number(call, call.text("-L").orElse("")) : 0;
        if (call.has("-L") && depth == 0) {
            throw Refused.option("tree", "-L 0");
        }
        context.note("Names are ordered by their characters' codes.");
        String shown = (call.has("-s") ? "'[{0,11}]  ' -f $(if ($x.PSIsContainer) { 4096 } else { $x.Length })" : "''")
                + " + " + (call.has("-f") ? "\"$name/$($x.Name)\"" : "$x.Name")
                + (call.has("-F") ? " + $(if ($x.PSIsContainer) { '/' })" : "");
        String branch = call.has("-i")
                ? "''"
                : "$(if ($last) { \"$([char]0x2514)\" } else { \"$([char]0x251C)\" }) + \"$([char]0x2500)$([char]0x2500) \"";
        String deeper = call.has("-i")
                ? "''"
                : "$lead + $(if ($last) { '    ' } else { \"$([char]0x2502)$([char]0xA0)$([char]0xA0) \" })";
        List<Object> code = new ArrayList<>();
        code.add(
                "$count = @(0, 0); function branch($path, $name, $lead, $level) { $l = [object[]]@(Get-ChildItem -LiteralPath $path -Force");
        code.addAll(filter);
        code.add("); $k = [string[]]@($l | ForEach-Object Name); [Array]::Sort($k, $l, [StringComparer]::Ordinal); "
                + (call.has("--dirsfirst")
                        ? "$l = @($l | Where-Object { $_.PSIsContainer }) + @($l | Where-Object { -not $_.PSIsContainer }); "
                        : "")
                + "for ($i = 0; $i -lt $l.Count; $i++) { $x = $l[$i]; $last = $i -eq $l.Count - 1; $count[[int](-not $x.PSIsContainer)]++; "
                + (call.has("-i") ? "" : "$lead + ") + branch + " + " + shown + "; if ($x.PSIsContainer"
                + (depth > 0 ? " -and $level -lt " + depth : "") + ") { branch $x.FullName \"$name/$($x.Name)\" ("
                + deeper
                + ") ($level + 1) } } }; foreach ($p in ");
        code.add(call.operands().isEmpty() ? Build.str(".") : context.values().paths(call.operands()));
        code.add(") { $p; branch $p $p.TrimEnd('/') '' 1 }"
                + (call.has("--noreport")
                        ? ""
                        : "; ''; \"$($count[0]) $(if ($count[0] -eq 1) { 'directory' } else { 'directories' })"
                                + (call.has("-d")
                                        ? ""
                                        : ", $($count[1]) $(if ($count[1] -eq 1) { 'file' } else { 'files' })")
                                + "\""));
        return Stage.text(Build.block(code.toArray())).success(Stage.Success.UNKNOWN);
    }
}
