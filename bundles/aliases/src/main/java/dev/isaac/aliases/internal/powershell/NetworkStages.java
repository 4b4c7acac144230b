package dev.isaac.aliases.internal.powershell;

import static dev.isaac.aliases.internal.powershell.Build.command;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code ping} and {@code dig}. */
final class NetworkStages {

    private static final String TYPES = "A|AAAA|CNAME|MX|NS|PTR|SOA|SRV|TXT|ANY";
    /** What {@code +short} prints of an answer. */
    private static final Map<String, String> SHORT = Map.of(
            "A",
            "IPAddress",
            "AAAA",
            "IPAddress",
            "CNAME",
            "NameHost",
            "NS",
            "NameHost",
            "PTR",
            "NameHost",
            "TXT",
            "Strings");

    private NetworkStages() {}

    private static String host(Call call) throws Refused {
        if (call.operands().size() != 1) {
            throw Refused.operands(call.name(), "it is translated for one host");
        }
        return call.operands().get(0).text().orElse("h");
    }

    static Stage ping(Call call, Context context) throws Refused {
        call.allow("-c", "-n", "-q", "-i", "-W", "-w", "-s", "-4", "-6", "-t");
        if (context.piped() || host(call).startsWith("-") || host(call).isEmpty()) {
            throw Refused.operands("ping", "no host");
        }
        context.note("The answers are shown in another form.");
        if (call.has("-w")
                || call.has("-t")
                || (!context.modern() && (call.has("-W") || call.has("-4") || call.has("-6")))) {
            throw Refused.option("ping", "-w, -t, -W, -4 or -6 here");
        }
        List<Object> arguments = new ArrayList<>();
        Value host = call.operands().get(0);
        if (!call.has("-c") && !context.modern()) {
            if (call.has("-i") || call.has("-s")) {
                throw Refused.option("ping without -c", "-i or -s");
            }
            return Stage.of(
                            Flow.OBJECTS,
                            command("ping.exe", "-t", context.values().argument(host)))
                    .success(Stage.Success.UNKNOWN);
        }
        arguments.add(context.modern() ? "-TargetName" : "-ComputerName");
        arguments.add(context.values().argument(host));
        if (call.has("-c")) {
            arguments.add("-Count");
            arguments.add(Source.number(call, call.text("-c").orElse("")));
        } else {
            arguments.add("-Repeat");
        }
        for (Map.Entry<String, String> one : List.of(
                Map.entry("-i", "-Delay"), Map.entry("-W", "-TimeoutSeconds"), Map.entry("-s", "-BufferSize"))) {
            if (call.has(one.getKey())) {
                arguments.add(one.getValue());
                arguments.add(
                        Math.max(1, Source.number(call, call.text(one.getKey()).orElse(""))));
            }
        }
        if (call.has("-4")) {
            arguments.add("-IPv4");
        } else if (call.has("-6")) {
            arguments.add("-IPv6");
        }
        return Stage.of(Flow.OBJECTS, command("Test-Connection", arguments.toArray()))
                .success(Stage.Success.UNKNOWN);
    }

    static Stage dig(Call call, Context context) throws Refused {
        if (context.piped()) {
            throw Refused.operands("dig", "it would not read what comes through the pipe");
        }
        String name = "";
        String type = "";
        String server = "";
        boolean brief = false;
        List<Value> words = call.operands();
        for (int i = 0; i < words.size(); i++) {
            String text = words.get(i).text().orElseThrow(() -> Refused.operands("dig", "a name that is not known"));
            if ((text.equals("-x") || text.equals("-t")) && i + 1 < words.size()) {
                String value = words.get(++i).text().orElse("");
                name = text.equals("-x") ? value : name;
                type = text.equals("-t") ? value : type;
            } else if (text.startsWith("@")) {
                server = text.substring(1);
            } else if (text.matches("\\+(short|noall|answer|nocomments|nostats|noquestion|nocmd|multiline)")) {
                brief |= text.equals("+short");
            } else if (text.toUpperCase(Locale.ROOT).matches(TYPES) && type.isEmpty() && (words.size() > 1)) {
                type = text;
            } else if (name.isEmpty() && text.matches("[A-Za-z0-9_][A-Za-z0-9_.:-]*")) {
                name = text;
            } else {
                throw Refused.operands("dig", text);
            }
        }
        type = type.toUpperCase(Locale.ROOT);
        if (name.isEmpty() || !type.matches("|" + TYPES) || !server.matches("[A-Za-z0-9_.:-]*")) {
            throw Refused.operands("dig", "it is translated for one name");
        }
        return lookup(name, brief && type.isEmpty() ? "A" : type.equals("ANY") ? "ALL" : type, server, brief, context);
    }

    private static Stage lookup(String name, String type, String server, boolean brief, Context context)
            throws Refused {
        List<Object> arguments = new ArrayList<>(List.of("-Name", Build.str(name)));
        if (!type.isEmpty()) {
            arguments.addAll(List.of("-Type", Build.str(type)));
        }
        if (!server.isEmpty()) {
            arguments.addAll(List.of("-Server", Build.str(server)));
        }
        if (!brief) {
            context.note("The answer is shown in another form.");
            return Stage.of(Flow.OBJECTS, command("Resolve-DnsName", arguments.toArray()))
                    .success(Stage.Success.UNKNOWN);
        }
        boolean reverse = name.matches("[0-9.]+|.*:.*");
        String kind = reverse && type.equals("A") ? "PTR" : type;
        String property = SHORT.get(kind);
        if (property == null) {
            throw Refused.operands("dig +short", type);
        }
        context.note("Answers of other kinds, and dots at the ends of names, are left out.");
        if (kind.equals("PTR")) {
            arguments.removeAll(List.of("-Type", Build.str(type)));
        }
        return Stage.text(
                        command("Resolve-DnsName", arguments.toArray()),
                        Build.where("$_.Type -eq ", Build.str(kind)),
                        command("ForEach-Object", property))
                .success(Stage.Success.UNKNOWN);
    }
}
