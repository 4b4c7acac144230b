package dev.isaac.marketplace.internal.transport;

import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy leads to an address: Java's properties ({@code https.proxyHost}, {@code http.nonProxyHosts} and so on) where
 * they name one, else the variables that other programs heed ({@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY},
 * {@code NO_PROXY}, in either case; the lower one wins). Read at each question. Thread-safe.
 */
public final class Proxies {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Map<String, String> environment;
    private final Function<String, @Nullable String> properties;

    /** From an environment and from Java's properties. */
    public Proxies(Map<String, String> environment, Function<String, @Nullable String> properties) {
        this.environment = Map.copyOf(environment);
        this.properties = properties;
    }

    /**
     * A way to an address.
     *
     * @param proxy the proxy, or none
     * @param login user and password for it
     */
    record Route(Proxy proxy, Optional<PasswordAuthentication> login) {
        static final Route DIRECT = new Route(Proxy.NO_PROXY, Optional.empty());
    }

    /** The way to an address; {@link IllegalArgumentException} says that a variable names no proxy. */
    Route route(URI address) {
        String scheme = address.getScheme();
        String host = property(scheme + ".proxyHost");
        if (!host.isEmpty()) {
            return bypasses(property("http.nonProxyHosts"), '|', address) ? Route.DIRECT : ofProperties(scheme, host);
        }
        String proxy = variable(scheme + "_proxy");
        if (proxy.isEmpty()) {
            proxy = variable("all_proxy");
        }
        return proxy.isEmpty() || bypasses(variable("no_proxy"), ',', address) ? Route.DIRECT : ofVariable(proxy);
    }

    private Route ofProperties(String scheme, String host) {
        String port = property(scheme + ".proxyPort");
        int number = port.isEmpty() ? scheme.equals("https") ? HTTPS_PORT : HTTP_PORT : Integer.parseInt(port);
        String user = property(scheme + ".proxyUser");
        return new Route(
                new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, number)),
                user.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new PasswordAuthentication(
                                user, property(scheme + ".proxyPassword").toCharArray())));
    }

    private static Route ofVariable(String text) {
        try {
            URI proxy = new URI(text.contains("://") ? text : "http://" + text);
            String scheme = String.valueOf(proxy.getScheme()).toLowerCase(Locale.ROOT);
            boolean socks = scheme.startsWith("socks");
            if (proxy.getHost() == null || !(socks || scheme.equals("http"))) {
                throw new IllegalArgumentException("a proxy is http:// or socks5:// with a host");
            }
            int port = proxy.getPort() >= 0 ? proxy.getPort() : socks ? 1080 : HTTP_PORT;
            String host = proxy.getHost().replaceAll("^\\[|]$", "");
            return new Route(
                    new Proxy(socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP, new InetSocketAddress(host, port)),
                    login(proxy.getRawUserInfo()));
        } catch (URISyntaxException e) {
            // The text is not repeated: it may hold a password.
            throw new IllegalArgumentException("a proxy is http:// or socks5:// with a host", e);
        }
    }

    private static Optional<PasswordAuthentication> login(@Nullable String userInfo) {
        if (userInfo == null || userInfo.isEmpty()) {
            return Optional.empty();
        }
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        return Optional.of(
                new PasswordAuthentication(decode(user), decode(password).toCharArray()));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static boolean bypasses(String list, char separator, URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        int port = address.getPort() >= 0
                ? address.getPort()
                : address.getScheme().equals("https") ? HTTPS_PORT : HTTP_PORT;
        for (String entry : list.toLowerCase(Locale.ROOT).split(separator == '|' ? "\\|" : "[,\\s]+", -1)) {
            if (!entry.isBlank() && new Bypass(entry.strip()).covers(host, port)) {
                return true;
            }
        }
        return false;
    }

    private String property(String name) {
        String value = properties.apply(name);
        return value == null ? "" : value.strip();
    }

    private String variable(String name) {
        String lower = environment.getOrDefault(name, "").strip();
        return lower.isEmpty()
                ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "").strip()
                : lower;
    }
}
