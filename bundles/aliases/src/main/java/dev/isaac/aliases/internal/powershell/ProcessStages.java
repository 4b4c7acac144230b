package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.command;
import static dev.isaac.aliases.internal.powershell.Build.str;
import static dev.isaac.aliases.internal.powershell.Build.where;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Processes: objects, never text. */
final class ProcessStages {

    private static final String FILTERED = "The name of the process is searched, not its whole command line.";

    private ProcessStages() {}

    static Map<String, StageTranslator> all() {
        return Map.of(
                "ps", ProcessStages::ps,
                "top", ProcessStages::top,
                "kill", ProcessStages::kill,
                "killall", ProcessStages::killall,
                "pgrep", ProcessStages::pgrep,
                "pkill", ProcessStages::pkill);
    }

    /** {@code ps} has letters without a dash and options of two schools; the few common forms are known. */
    private static Stage ps(Call call, Context context) throws Refused {
        if (context.piped()) {
            throw Refused.operands("ps", "it would not read what comes through the pipe");
        }
        List<String> words = new ArrayList<>();
        for (Value value : call.operands()) {
            words.add(value.text().orElse("$"));
        }
        String all = String.join(" ", words);
        if (words.stream().anyMatch(w -> w.matches("-[A-Za-z]*o.*|o|--format.*|--sort.*|-C|-u.*|--no-headers?|k"))
                && !(words.size() == 2 && words.get(0).equals("-C"))) {
            return new ProcessColumns(words, context).stage();
        }
        List<Object> arguments = new ArrayList<>();
        if (words.size() == 2
                && words.get(0).matches("-?-?p(id)?")
                && words.get(1).matches("[0-9]{1,9}")) {
            arguments.addAll(List.of("-Id", Integer.parseInt(words.get(1))));
        } else if (words.size() == 2
                && words.get(0).equals("-C")
                && words.get(1).matches("[A-Za-z0-9_.-]+")) {
            arguments.addAll(List.of("-Name", str(words.get(1))));
        } else if (!all.matches("|-?aux|-?auxw+|-ef|-e|-A|-eF|ax|-ax|-ely|-a -u -x")) {
            throw new Refused("alias.option", "ps " + all + " has no faithful translation.", "ps aux");
        } else if (all.isEmpty()) {
            context.note("All processes are shown, not only those of this terminal.");
        }
        return Stage.of(Flow.PROCESSES, command("Get-Process", arguments.toArray()))
                .shown("It shows a table with other columns.");
    }

    /** {@code top}, once: the busiest processes, or those that are named. */
    private static Stage top(Call call, Context context) throws Refused {
        if (context.piped()) {
            throw Refused.operands("top", "it would not read what comes through the pipe");
        }
        call.allow("-b", "-n", "-d", "-c", "-H", "-i", "-S", "-p", "-o", "-l", "-s");
        List<Object> filter = new ArrayList<>();
        if (call.has("-p")) {
            filter.addAll(List.of("-Id", Source.number(call, call.text("-p").orElse(""))));
        }
        String order = call.text("-o").orElse("cpu").toLowerCase(java.util.Locale.ROOT);
        if (!order.matches("[+-]?(%?cpu|%?mem|rsize|res)") || !call.operands().isEmpty()) {
            throw Refused.option("top", "-o " + order);
        }
        order = order.contains("cpu") ? "CPU" : "WorkingSet64";
        context.note("It shows them once, with other columns.");
        return Stage.of(
                        Flow.PROCESSES,
                        command("Get-Process", filter.toArray()),
                        command("Sort-Object", "-Property", order, "-Descending"),
                        command("Select-Object", "-First", 20))
                .success(Stage.Success.UNKNOWN);
    }

    /** Whether a {@code grep} may stand behind {@code ps}. */
    static boolean canFilter(Call call) {
        return List.of("-i", "-v", "-E", "--color").containsAll(call.names())
                && call.operands().size() == 1
                && call.operands().get(0).text().isPresent();
    }

    /** {@code ps … | grep name}. */
    static Stage filter(Call call, Context context) throws Refused {
        String text = call.operands().get(0).text().orElse("");
        // The trick that keeps grep from finding itself.
        String name = text.matches("\\[[A-Za-z]][A-Za-z0-9_.-]+") ? text.charAt(1) + text.substring(3) : text;
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new Refused(
                    "alias.pipeline", "ps piped into grep is translated for plain names only.", "ps aux | grep NAME");
        }
        context.note(FILTERED);
        boolean negated = call.has("-v");
        String operator = (negated
                ? "-" + (call.has("-i") ? "i" : "c") + "notmatch "
                : "-" + (call.has("-i") ? "i" : "c") + "match ");
        return Stage.of(Flow.PROCESSES, where("$_.ProcessName " + operator, str(name)))
                .shown("It shows a table with other columns.")
                .success(Stage.Success.UNKNOWN);
    }

    /** Whether an {@code awk} behind {@code ps} takes the column of the process ids. */
    static boolean isIdColumn(Call call) {
        return call.names().isEmpty()
                && call.operands().size() == 1
                && call.operands().get(0).text().orElse("").matches("\\s*\\{\\s*print\\s+\\$2\\s*;?\\s*}\\s*");
    }

    private static Stage kill(Call call, Context context) throws Refused {
        List<Value> ids = new ArrayList<>(call.operands());
        boolean hard = !ids.isEmpty() && ids.get(0).text().orElse("").matches("-9|-KILL|-SIGKILL");
        if (hard) {
            ids.remove(0);
        } else if (ids.size() > 2
                && ids.get(0).text().equals(Optional.of("-s"))
                && ids.get(1).text().orElse("").matches("9|(SIG)?KILL")) {
            ids.subList(0, 2).clear();
        } else {
            throw new Refused(
                    "alias.signal",
                    "PowerShell ends processes only the hard way, so that kill without -9 has no faithful translation.",
                    "kill -9, which becomes Stop-Process -Force");
        }
        return stop("-Id", ids, "[1-9][0-9]{0,8}", context);
    }

    private static Stage stop(String parameter, List<Value> values, String pattern, Context context) throws Refused {
        if (values.isEmpty() || context.piped()) {
            throw Refused.operands("kill", "no process");
        }
        List<Ps.Expr> list = new ArrayList<>();
        for (Value value : values) {
            String text = value.text().orElse("");
            if (!text.matches(pattern)) {
                throw Refused.operands("kill", value.typed() + " must be known");
            }
            list.add(str(text));
        }
        return Stage.of(
                Flow.NOTHING,
                command("Stop-Process", parameter, list.size() == 1 ? list.get(0) : new Ps.Many(list), "-Force"));
    }

    private static Stage killall(Call call, Context context) throws Refused {
        if (!call.has("-9") || call.names().size() > 1) {
            throw new Refused(
                    "alias.signal",
                    "PowerShell ends processes only the hard way, so that " + call.name()
                            + " without -9 has no faithful translation.",
                    call.name() + " -9, which becomes Stop-Process -Force");
        }
        return stop("-Name", call.operands(), "[A-Za-z0-9_-]+", context);
    }

    private static Stage pkill(Call call, Context context) throws Refused {
        if (!call.has("-x")) {
            throw new Refused(
                    "alias.option",
                    "pkill without -x ends every process whose name contains the word.",
                    "pkill -9 -x NAME");
        }
        call.allow("-9", "-x");
        return killall(new Call("pkill", List.of(new Call.Given("-9", Optional.empty())), call.operands()), context);
    }

    private static Stage pgrep(Call call, Context context) throws Refused {
        call.allow("-x", "-l");
        if (call.operands().size() != 1
                || !call.operandText(0).matches("[A-Za-z0-9_-]+")
                || context.piped()
                || call.has("-l")) {
            throw Refused.operands("pgrep", "it is translated with one plain name");
        }
        String name = call.operandText(0);
        if (call.has("-x")) {
            return Stage.text(
                            command("Get-Process"),
                            where("$_.ProcessName -ceq ", str(name)),
                            command("ForEach-Object", "Id"))
                    .success(Stage.Success.UNKNOWN);
        }
        return Stage.text(
                        command("Get-Process"),
                        where("$_.ProcessName -cmatch ", str(name)),
                        command("ForEach-Object", "Id"))
                .success(Stage.Success.UNKNOWN);
    }
}
