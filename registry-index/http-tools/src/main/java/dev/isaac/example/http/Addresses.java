package dev.isaac.example.http;

import dev.isaac.example.http.api.HttpCallException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Addresses, and how they are shown: never with what gives access. */
final class Addresses {

    private static final Pattern SECRET =
            Pattern.compile("(?i).*(token|secret|passw|apikey|api[_-]key|signature|credential).*|key|sig|auth|code");

    private Addresses() {}

    /** Checks that a request can be sent to an address. */
    static URI check(URI uri) throws HttpCallException {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            throw new HttpCallException(
                    HttpCallException.Kind.BAD_REQUEST, shown(uri) + " is no http or https address", null);
        }
        return uri;
    }

    /** The address for people. */
    static String shown(URI uri) {
        return shown(uri.toString());
    }

    /** An address for people, also one that does not parse. */
    static String shown(String uri) {
        String plain = uri.replaceFirst("(?<=//)[^/?#]*@", "");
        int question = plain.indexOf('?');
        if (question < 0) {
            return plain;
        }
        int end = plain.indexOf('#', question) < 0 ? plain.length() : plain.indexOf('#', question);
        String query = Arrays.stream(plain.substring(question + 1, end).split("&", -1))
                .map(Addresses::masked)
                .collect(Collectors.joining("&"));
        return plain.substring(0, question + 1) + query + plain.substring(end);
    }

    /** The address that is sent: without user information and fragment. */
    static URI bare(URI uri) {
        try {
            String text = new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), null, null, null).toString();
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return URI.create(text + path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the parts of an address do not form one", e);
        }
    }

    /** The value of an authorization header that the address stands for. */
    static Optional<String> basic(URI uri) {
        return Optional.ofNullable(uri.getUserInfo())
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether two addresses name the same scheme, host and port. */
    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static String masked(String parameter) {
        int equals = parameter.indexOf('=');
        return equals > 0 && SECRET.matcher(parameter.substring(0, equals)).matches()
                ? parameter.substring(0, equals) + "=***"
                : parameter;
    }
}
