package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code mktemp}. */
final class TemporaryStage implements StageTranslator {

    private static final Pattern TEMPLATE = Pattern.compile("(?s)(.*?)(X{3,})([^X/]*)");

    @Override
    public Stage translate(Call call, Context context) throws Refused {
        call.allow("-d", "-u", "-t", "-p", "-q");
        if (context.piped() || call.operands().size() > 1) {
            throw Refused.operands("mktemp", "it takes one template");
        }
        context.note("Permissions are those of the folder.");
        boolean folder = call.has("-d");
        if (call.operands().isEmpty() && !call.has("-t") && !call.has("-p")) {
            context.note("The name has another form.");
            return plain(folder, call.has("-u"));
        }
        Value template = call.operands().isEmpty()
                ? Value.of("tmp.XXXXXXXXXX")
                : call.operands().get(0);
        int last = template.pieces().size() - 1;
        if (last < 0 || template.isGlob() || !(template.pieces().get(last) instanceof Value.Text end)) {
            throw Refused.operands("mktemp", template.typed());
        }
        Matcher matcher = TEMPLATE.matcher(end.text());
        if (!matcher.matches()) {
            throw Refused.operands("mktemp", template.typed() + " is no template");
        }
        List<Value.Piece> before = new ArrayList<>(template.pieces().subList(0, last));
        if (!matcher.group(1).isEmpty()) {
            before.add(new Value.Text(matcher.group(1)));
        }
        Ps.Expr start =
                before.isEmpty() ? Build.str("") : context.values().plainPath(new Value(before, template.typed()));
        List<Object> code = new ArrayList<>();
        code.add("$p = ");
        if (call.has("-p")) {
            code.add(context.values().plainPath(call.value("-p").orElseThrow()));
            code.add(" + '/' + ");
        } else if (call.has("-t") || call.operands().isEmpty()) {
            code.add("[IO.Path]::GetTempPath() + ");
        }
        code.add(start);
        code.add(
                " + (-join (1.." + matcher.group(2).length()
                        + " | ForEach-Object { [char[]]'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789' | Get-Random })) + ");
        code.add(Build.str(matcher.group(3)));
        code.add(
                call.has("-u")
                        ? "; $p"
                        : "; New-Item -ItemType " + (folder ? "Directory" : "File") + " -Path $p | Out-Null; $p");
        return Stage.text(Build.block(code.toArray())).success(Stage.Success.UNKNOWN);
    }

    private static Stage plain(boolean folder, boolean nameOnly) {
        String path = "[IO.Path]::Combine([IO.Path]::GetTempPath(), [IO.Path]::GetRandomFileName())";
        if (nameOnly) {
            return Stage.text(Build.evaluate(path)).success(Stage.Success.UNKNOWN);
        }
        return Stage.text(Build.evaluate(
                        folder
                                ? "(New-Item -ItemType Directory -Path (" + path + ")).FullName"
                                : "(New-TemporaryFile).FullName"))
                .success(Stage.Success.UNKNOWN);
    }
}
