package dev.isaac.marketplace.internal.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * An entry of {@code NO_PROXY} or {@code http.nonProxyHosts}: {@code *}, a host, a domain (which covers what is below it),
 * a pattern with {@code *} at one end, an address, or a network such as {@code 10.0.0.0/8}; a port may follow a host.
 */
final class Bypass {

    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*");

    private final String host;
    private final int port;

    /** Reads an entry in lower case. */
    Bypass(String entry) {
        int colon = entry.lastIndexOf(':');
        boolean ported = colon > 0
                && entry.substring(colon + 1).matches("[0-9]{1,5}")
                && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
        this.port = ported ? Integer.parseInt(entry.substring(colon + 1)) : -1;
        this.host = (ported ? entry.substring(0, colon) : entry).replaceAll("^\\[|]$", "");
    }

    boolean covers(String name, int number) {
        if (port >= 0 && port != number) {
            return false;
        }
        if (host.equals("*") || host.equals(name)) {
            return true;
        }
        if (host.contains("/")) {
            return inNetwork(name);
        }
        if (host.endsWith("*")) {
            return name.startsWith(host.substring(0, host.length() - 1));
        }
        String domain = host.replaceFirst("^\\*?\\.", "");
        return !NUMERIC.matcher(domain).matches() && (name.equals(domain) || name.endsWith("." + domain));
    }

    private boolean inNetwork(String name) {
        int slash = host.indexOf('/');
        if (!NUMERIC.matcher(name).matches()
                || !NUMERIC.matcher(host.substring(0, slash)).matches()
                || !host.substring(slash + 1).matches("[0-9]{1,3}")) {
            return false;
        }
        try {
            // Only numbers get here, so that nothing is looked up.
            byte[] network = InetAddress.getByName(host.substring(0, slash)).getAddress();
            byte[] address = InetAddress.getByName(name).getAddress();
            int bits = Integer.parseInt(host.substring(slash + 1));
            if (network.length != address.length || bits > network.length * 8) {
                return false;
            }
            int whole = bits / 8;
            int rest = bits % 8;
            int mask = 0xff00 >> rest & 0xff;
            return Arrays.equals(network, 0, whole, address, 0, whole)
                    && (rest == 0 || (network[whole] & mask) == (address[whole] & mask));
        } catch (UnknownHostException e) {
            return false; // not an address after all, so in no network
        }
    }
}
