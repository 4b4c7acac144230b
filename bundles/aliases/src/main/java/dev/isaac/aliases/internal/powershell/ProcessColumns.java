package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.command;

import dev.isaac.aliases.internal.model.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ps} with columns of one's own, or in an order of its own. */
final class ProcessColumns {

    /** What stands for a column, as code with the process in {@code $_}. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("pid", "$_.Id"),
            Map.entry("comm", "$_.ProcessName"),
            Map.entry("cmd", "$_.ProcessName"),
            Map.entry("args", "$_.ProcessName"),
            Map.entry("command", "$_.ProcessName"),
            Map.entry("ucmd", "$_.ProcessName"),
            Map.entry("rss", "[long]($_.WorkingSet64 / 1024)"),
            Map.entry("rssize", "[long]($_.WorkingSet64 / 1024)"),
            Map.entry("vsz", "[long]($_.VirtualMemorySize64 / 1024)"),
            Map.entry("nlwp", "$_.Threads.Count"),
            Map.entry("thcount", "$_.Threads.Count"),
            Map.entry("lstart", "$_.StartTime"),
            Map.entry("cputime", "$_.TotalProcessorTime"),
            Map.entry("time", "$_.TotalProcessorTime"));

    private static final Map<String, String> ORDERS = Map.of(
            "rss", "WorkingSet64",
            "%mem", "WorkingSet64",
            "pmem", "WorkingSet64",
            "vsz", "VirtualMemorySize64",
            "%cpu", "CPU",
            "pcpu", "CPU",
            "time", "CPU",
            "pid", "Id",
            "comm", "ProcessName");

    private final List<String> words;
    private final Context context;
    private final List<String> columns = new ArrayList<>();
    private final List<Boolean> headed = new ArrayList<>();
    private final List<Object> filter = new ArrayList<>();
    private String order = "";
    private boolean descending;
    private boolean bare;

    ProcessColumns(List<String> words, Context context) {
        this.words = words;
        this.context = context;
    }

    private static Refused refused(String word) {
        return new Refused("alias.option", "ps " + word + " has no faithful translation.", "ps aux");
    }

    Stage stage() throws Refused {
        read();
        List<Ps.Element> elements = new ArrayList<>();
        elements.add(command("Get-Process", filter.toArray()));
        if (!order.isEmpty()) {
            if (order.equals("CPU")) {
                context.note("Processor time stands for the share of the processor.");
            }
            elements.add(
                    descending
                            ? command("Sort-Object", "-Property", order, "-Descending")
                            : command("Sort-Object", "-Property", order));
        }
        if (columns.isEmpty()) {
            return Stage.of(Flow.PROCESSES, elements.toArray(Ps.Element[]::new))
                    .shown("It shows a table with other columns.");
        }
        context.note("Columns are filled up otherwise; commands are names of processes without arguments.");
        List<Ps.Expr> parts = new ArrayList<>();
        List<Ps.Expr> heading = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            String code = COLUMNS.get(column);
            if (code == null) {
                throw refused("-o " + column);
            }
            boolean last = i == columns.size() - 1;
            boolean name = code.equals("$_.ProcessName");
            String place = last && name ? "{0}" : name ? "{0,-15}" : "{0,7}";
            if (i > 0) {
                parts.add(Build.str(" "));
                heading.add(Build.str(" "));
            }
            parts.add(Ps.Code.of("'" + place + "' -f (" + code + ")"));
            String title = headed.get(i) ? column.toUpperCase(java.util.Locale.ROOT) : "";
            heading.add(Ps.Code.of("'" + place + "' -f ", Build.str(title)));
        }
        Ps.Script body = Ps.Script.of(new Ps.Pipeline(Source.then(elements, Build.each(new Ps.Joined(parts)))));
        boolean titled = !bare && headed.contains(true);
        return Stage.text(
                        titled
                                ? new Ps.Invoke(
                                        new Ps.Script(List.of(
                                                Ps.Pipeline.of(Build.evaluate(new Ps.Joined(heading))),
                                                body.statements().get(0))),
                                        List.of())
                                : new Ps.Invoke(body, List.of()))
                .success(Stage.Success.UNKNOWN);
    }

    private void read() throws Refused {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            if (word.matches("-?[aAe]?o|-[eA]o|ax?o|axo|-axo|--format")) {
                columns(next);
                i++;
            } else if (word.matches("-[eA]?o.+")) {
                columns(word.replaceFirst("-[eA]?o", ""));
            } else if (word.startsWith("--sort") || word.equals("k")) {
                String key = word.startsWith("--sort=") ? word.substring(7) : next;
                i += word.startsWith("--sort=") ? 0 : 1;
                descending = key.startsWith("-");
                order = ORDERS.getOrDefault(key.replaceFirst("^[-+]", ""), "");
                if (order.isEmpty()) {
                    throw refused(word + " " + key);
                }
            } else if (word.matches("--no-headers?|--no-heading|h")) {
                bare = true;
            } else if (word.matches("-p|p") && next.matches("[0-9]{1,9}")) {
                filter.addAll(List.of("-Id", Integer.parseInt(next)));
                i++;
            } else if (word.equals("-C") && next.matches("[A-Za-z0-9_.-]+")) {
                filter.addAll(List.of("-Name", Build.str(next)));
                i++;
            } else if (!word.matches("-?aux|-e|-A|-ef|-eF|ax|-ax|a|-f|aux?w*")) {
                throw refused(word);
            }
        }
    }

    private void columns(String list) throws Refused {
        for (String column : List.of(list.split("[, ]", -1))) {
            boolean title = !column.endsWith("=");
            columns.add(title ? column : column.substring(0, column.length() - 1));
            headed.add(title);
        }
        if (columns.contains("")) {
            throw refused("-o " + list);
        }
    }
}
