package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Commands of the network in CMD. */
final class CmdNetworkStages {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:-]*");
    private static final Pattern TYPE = Pattern.compile("(?i)a|aaaa|mx|ns|txt|soa|cname|ptr|srv|any");
    private static final Pattern URL = Pattern.compile("(https?|ftp)://[A-Za-z0-9_./:?=&~@+,-]+");

    private CmdNetworkStages() {}

    static Map<String, CmdStages.Translator> all() {
        return Map.of(
                "ping", CmdNetworkStages::ping,
                "dig", CmdNetworkStages::dig,
                "nslookup", CmdNetworkStages::nslookup,
                "ip", CmdIp::translate,
                "lsof", CmdNetworkStages::lsof,
                "wget", CmdNetworkStages::wget);
    }

    /** A host, known or from a variable. */
    private static CmdWord host(Call call, Value value, CmdContext context) throws Refused {
        String text = value.text().orElse("x");
        if (value.isGlob() || !HOST.matcher(text).matches()) {
            throw Refused.operands(call.name(), value.typed());
        }
        return context.quoted(value);
    }

    private static CmdStage ping(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        call.allow("-c", "-W", "-s", "-t", "-4", "-6", "-n", "-a", "-q");
        if (call.operands().size() != 1) {
            throw Refused.operands("ping", "it takes one host");
        }
        StringBuilder out = new StringBuilder("ping");
        out.append(number(call, "-c", " -n ", 1));
        out.append(call.has("-c") ? "" : " -t");
        out.append(number(call, "-W", " -w ", 1000));
        out.append(number(call, "-s", " -l ", 1));
        out.append(number(call, "-t", " -i ", 1));
        out.append(call.has("-4") ? " -4" : call.has("-6") ? " -6" : "");
        context.notes().add("The answers are shown in another form.");
        if (call.has("-a")) {
            context.notes().add("No sound is made.");
        }
        if (call.has("-q")) {
            context.notes().add("Each answer is shown.");
        }
        return CmdStage.of(CmdContext.words(
                        out.toString(), " ", host(call, call.operands().get(0), context)))
                .withoutStatus();
    }

    private static String number(Call call, String option, String written, int factor) throws Refused {
        if (!call.has(option)) {
            return "";
        }
        String text = call.text(option).orElse("");
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw Refused.option("ping", option + " " + text);
        }
        return written + Integer.parseInt(text) * factor;
    }

    /** {@code dig [@server] name [type] [+short …]}. */
    private static CmdStage dig(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        call.allow("-x", "-t", "-4", "-p");
        List<CmdWord> names = new ArrayList<>();
        List<CmdWord> server = new ArrayList<>();
        String type = "";
        if (call.has("-t")) {
            type = call.text("-t").orElse("");
            if (!TYPE.matcher(type).matches() || call.has("-x")) {
                throw Refused.option("dig", "-t " + type);
            }
        }
        if (call.has("-x")) {
            names.add(host(call, call.value("-x").orElseThrow(), context));
        }
        for (Value value : call.operands()) {
            String text = value.text().orElse("");
            if (text.matches(
                    "\\+(short|noall|answer|nocomments|noquestion|nostats|nocmd|noauthority|noadditional|question|search|recurse|multiline)")) {
                continue;
            }
            if (value.start().startsWith("@")) {
                server.add(host(call, value.after(1), context));
            } else if (TYPE.matcher(text).matches() && type.isEmpty() && !call.has("-x")) {
                type = text.toLowerCase(java.util.Locale.ROOT);
            } else {
                names.add(host(call, value, context));
            }
        }
        if (names.size() != 1 || server.size() > 1) {
            throw Refused.operands("dig", "it is translated with one name");
        }
        context.notes().add("The answer is shown in another form.");
        String port = call.text("-p").orElse("");
        if (!port.matches("|[1-9][0-9]{0,4}")) {
            throw Refused.option("dig", "-p " + port);
        }
        List<CmdWord> words = lookup(type, names.get(0), server);
        if (!port.isEmpty()) {
            words.set(0, new CmdWord.Fixed("nslookup -port=" + port + " "));
        }
        return CmdStage.of(words).withoutStatus();
    }

    private static List<CmdWord> lookup(String type, CmdWord name, List<CmdWord> server) {
        List<CmdWord> words = CmdContext.words("nslookup ", type.isEmpty() ? "" : "-type=" + type + " ", name);
        for (CmdWord one : server) {
            words.addAll(CmdContext.words(" ", one));
        }
        return words;
    }

    private static CmdStage nslookup(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        String type = "";
        List<CmdWord> names = new ArrayList<>();
        for (int i = 0; i < call.operands().size(); i++) {
            String text = call.operands().get(i).text().orElse("");
            boolean next = text.equals("-t") && i + 1 < call.operands().size();
            String asked = text.matches("(?i)-(type|query|q|querytype)=.*")
                    ? text.substring(text.indexOf('=') + 1)
                    : next ? call.operands().get(i + 1).text().orElse("?") : "";
            if (!asked.isEmpty()) {
                if (!TYPE.matcher(asked).matches()) {
                    throw Refused.option(call.name(), text);
                }
                type = asked.toLowerCase(java.util.Locale.ROOT);
                i += next ? 1 : 0;
            } else {
                names.add(host(call, call.operands().get(i), context));
            }
        }
        if (names.isEmpty() || names.size() > 2) {
            throw Refused.operands(call.name(), "it is translated with one name, and perhaps a server");
        }
        context.notes().add("The answer is shown in another form.");
        return CmdStage.of(lookup(type, names.get(0), names.subList(1, names.size())))
                .withoutStatus();
    }

    /** {@code lsof -i}, or of one port. */
    private static CmdStage lsof(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        call.allow("-i");
        String port = call.text("-i").orElse(call.operands().size() == 1 ? call.operandText(0) : "");
        if (!call.has("-i")
                || !port.matches("|:[1-9][0-9]{0,4}")
                || (call.value("-i").isPresent() && !call.operands().isEmpty())) {
            throw Refused.operands("lsof", "it is translated with -i, and perhaps a port");
        }
        context.notes().add("It lists connections with other columns.");
        // A blank ends the port, so that :80 is not :8080.
        return CmdStage.of(
                        CmdContext.words("netstat -ano" + (port.isEmpty() ? "" : " | findstr /l /c:\"" + port + " \"")))
                .withoutStatus();
    }

    private static CmdStage wget(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        call.allow("-O", "-q", "-c", "--no-check-certificate");
        if (call.operands().size() != 1
                || !URL.matcher(call.operands().get(0).text().orElse("")).matches()) {
            throw new Refused("alias.operand", "wget is translated with one address.", "wget -O FILE URL");
        }
        String url = call.operandText(0);
        StringBuilder options = new StringBuilder("curl -L");
        options.append(call.has("-q") ? " -sS" : "");
        options.append(call.has("--no-check-certificate") ? " -k" : "");
        options.append(call.has("-c") ? " -C -" : "");
        List<CmdWord> words = CmdContext.words(options.toString());
        boolean standard = CmdTranslator.known(call.value("-O")).equals("-");
        if (call.has("-O") && !standard) {
            words.addAll(CmdContext.words(" -o ", context.path(call.value("-O").orElseThrow())));
        } else if (!standard) {
            if (!url.matches("[a-z]+://[^/]+/.*[A-Za-z0-9_-]\\.[A-Za-z0-9]+|[a-z]+://[^/]+/.*[A-Za-z0-9_-]")
                    || url.indexOf('?') >= 0) {
                throw new Refused("alias.operand", "The address names no file.", "wget -O FILE URL");
            }
            context.notes().add("A file of that name is replaced.");
            words.addAll(CmdContext.words(" -O"));
        }
        words.addAll(CmdContext.words(" ", context.quoted(call.operands().get(0))));
        if (!call.has("-q") && !standard) {
            context.notes().add("The progress is shown in another form.");
        }
        return CmdStage.of(words);
    }
}
