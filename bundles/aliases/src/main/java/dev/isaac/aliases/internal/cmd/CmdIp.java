package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ip} as {@code ipconfig}, {@code netsh}, {@code route} and {@code arp}. */
final class CmdIp {

    private static final Pattern NETWORK = Pattern.compile("((?:[0-9]{1,3}\\.){3}[0-9]{1,3})/([0-9]{1,2})");
    private static final Pattern ADDRESS = Pattern.compile("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}");
    private static final String SHOW = "show|list|ls|lst|s|sh";

    private CmdIp() {}

    static CmdStage translate(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        call.allow("-4", "-6", "-br", "-c", "-s");
        List<String> words = new ArrayList<>();
        for (Value value : call.operands()) {
            words.add(value.text().orElse("$"));
        }
        if (words.isEmpty()) {
            throw Refused.operands("ip", "it would show its own help");
        }
        String object = words.remove(0);
        String verb = words.isEmpty() ? "show" : words.remove(0);
        boolean shows = verb.matches(SHOW);
        if (words.size() == 2 && words.get(0).equals("dev") && shows) {
            words.remove(0);
        }
        boolean one = shows && words.size() == 1 && words.get(0).matches("[a-z][A-Za-z0-9.-]*");
        if (object.matches("a|addr|address") && shows && (words.isEmpty() || one)) {
            return told(
                    context,
                    one ? "It shows all adapters, with other fields." : "It shows other fields.",
                    "ipconfig /all");
        }
        if (object.matches("l|link") && shows && (words.isEmpty() || one)) {
            return told(
                    context,
                    one ? "It shows all adapters, with other fields." : "It shows other fields.",
                    call.has("-s") ? "netstat -e" : "netsh interface show interface");
        }
        if (object.matches("r|ro|route") && shows && words.isEmpty()) {
            return told(
                    context,
                    "It shows other fields.",
                    "route print" + (call.has("-4") ? " -4" : call.has("-6") ? " -6" : ""));
        }
        if (object.matches("n|neigh|neighbor|neighbour") && shows && (words.isEmpty() || one) && !call.has("-6")) {
            return told(
                    context, one ? "It shows all adapters, with other fields." : "It shows other fields.", "arp -a");
        }
        if (!call.options().isEmpty()) {
            throw Refused.option(
                    "ip " + object + " " + verb, call.options().get(0).name());
        }
        return changed(object, verb, words, context);
    }

    private static CmdStage told(CmdContext context, String note, String line) {
        context.notes().add(note);
        return CmdStage.of(CmdContext.words(line)).withoutStatus();
    }

    private static CmdStage changed(String object, String verb, List<String> words, CmdContext context) throws Refused {
        if (object.matches("l|link") && verb.equals("set")) {
            words.remove("dev");
            if (words.size() == 2 && adapter(words.get(0)) && words.get(1).matches("up|down")) {
                return told(
                        context,
                        "Adapters have other names on Windows.",
                        "netsh interface set interface \"" + words.get(0) + "\" "
                                + (words.get(1).equals("up") ? "enable" : "disable"));
            }
            if (words.size() == 3
                    && adapter(words.get(0))
                    && words.get(1).equals("mtu")
                    && words.get(2).matches("[1-9][0-9]{1,4}")) {
                return told(
                        context,
                        "Adapters have other names on Windows.",
                        "netsh interface ipv4 set subinterface \"" + words.get(0) + "\" mtu=" + words.get(2));
            }
        }
        if (object.matches("n|neigh|neighbor|neighbour")) {
            return neighbour(verb, words, context);
        }
        Matcher network = NETWORK.matcher(words.isEmpty() ? "" : words.get(0));
        if (object.matches("a|addr|address")
                && verb.matches("add|del|delete")
                && words.size() == 3
                && words.get(1).equals("dev")
                && adapter(words.get(2))
                && (network.matches() || ADDRESS.matcher(words.get(0)).matches())) {
            String address = network.matches() ? network.group(1) : words.get(0);
            String bits = network.matches() ? network.group(2) : "32";
            return told(
                    context,
                    "Adapters have other names on Windows.",
                    "netsh interface ipv4 " + (verb.equals("add") ? "add" : "delete") + " address \"" + words.get(2)
                            + "\" " + address + (verb.equals("add") ? " " + mask(bits) : ""));
        }
        if (object.matches("r|ro|route") && !words.isEmpty()) {
            boolean everything = words.get(0).equals("default");
            if ((everything || network.matches())
                    && verb.equals("add")
                    && words.size() >= 3
                    && words.get(1).equals("via")
                    && ADDRESS.matcher(words.get(2)).matches()
                    && (words.size() == 3 || (words.size() == 5 && words.get(3).equals("dev")))) {
                return told(
                        context,
                        "The adapter is chosen by the address of the gateway.",
                        "route add "
                                + (everything
                                        ? "0.0.0.0 mask 0.0.0.0"
                                        : network.group(1) + " mask " + mask(network.group(2)))
                                + " " + words.get(2));
            }
            if ((everything || network.matches()) && verb.matches("del|delete") && words.size() == 1) {
                return told(
                        context,
                        "Routes to it through other gateways are removed too.",
                        "route delete "
                                + (everything
                                        ? "0.0.0.0 mask 0.0.0.0"
                                        : network.group(1) + " mask " + mask(network.group(2))));
            }
        }
        throw new Refused(
                "alias.operand",
                "ip " + object + " " + verb + " with these words has no faithful translation.",
                "ip addr, ip route");
    }

    private static CmdStage neighbour(String verb, List<String> words, CmdContext context) throws Refused {
        String address = words.isEmpty() ? "" : words.get(0);
        String rest = words.isEmpty() ? "" : String.join(" ", words.subList(1, words.size()));
        if (verb.equals("flush") && address.equals("all") && rest.isEmpty()) {
            return told(context, "It needs the rights of an administrator.", "arp -d *");
        }
        if (!ADDRESS.matcher(address).matches()) {
            throw Refused.operands("ip neigh", "it is translated with an address");
        }
        context.notes().add("The adapter is chosen by the address.");
        Matcher add = Pattern.compile("lladdr ((?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}) dev \\S+")
                .matcher(rest);
        if (verb.equals("add") && add.matches()) {
            return told(
                    context,
                    "It needs the rights of an administrator.",
                    "arp -s " + address + " " + add.group(1).replace(':', '-'));
        }
        if (verb.matches("del|delete") && rest.matches("dev \\S+")) {
            return told(context, "It needs the rights of an administrator.", "arp -d " + address);
        }
        throw Refused.operands("ip neigh", verb + " with these words");
    }

    private static boolean adapter(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9.-]*");
    }

    private static String mask(String length) throws Refused {
        int bits = Integer.parseInt(length);
        if (bits > 32) {
            throw Refused.operands("ip", "a network of " + bits + " bits");
        }
        long mask = bits == 0 ? 0 : 0xFFFFFFFFL << (32 - bits) & 0xFFFFFFFFL;
        return (mask >> 24) + "." + (mask >> 16 & 255) + "." + (mask >> 8 & 255) + "." + (mask & 255);
    }
}
