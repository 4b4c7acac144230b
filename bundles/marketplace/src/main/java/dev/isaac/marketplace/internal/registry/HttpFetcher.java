package dev.isaac.marketplace.internal.registry;

import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/** Reads from a web server. Loaded only where a registry has such an address. */
final class HttpFetcher implements Fetcher {

    private static final int MAX_REDIRECTS = 5;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int OK = 200;

    private final URI base;
    private final Duration connectLimit;
    private final Duration readLimit;

    /** Resolves names against an address that ends with a slash. */
    HttpFetcher(URI base, Duration connectLimit, Duration readLimit) {
        this.base = base;
        this.connectLimit = connectLimit;
        this.readLimit = readLimit;
    }

    @Override
    public byte[] fetch(String path, long maxLength) throws FetchException {
        URI address = address(path);
        try {
            for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
                HttpURLConnection connection = open(address);
                try {
                    int status = connection.getResponseCode();
                    String next = connection.getHeaderField("Location");
                    if (status >= 300 && status < 400 && next != null) {
                        address = redirected(address, next);
                        continue;
                    }
                    return body(connection, status, path, maxLength);
                } finally {
                    connection.disconnect();
                }
            }
            throw new FetchException(FetchException.Kind.UNREACHABLE, base + " redirects without end");
        } catch (IOException e) {
            throw new FetchException(FetchException.Kind.UNREACHABLE, "cannot read " + address + ": " + describe(e), e);
        }
    }

    private HttpURLConnection open(URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout((int) connectLimit.toMillis());
        connection.setReadTimeout((int) readLimit.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept-Encoding", "identity");
        connection.setRequestProperty("User-Agent", "isaac-marketplace");
        return connection;
    }

    private byte[] body(HttpURLConnection connection, int status, String path, long maxLength)
            throws IOException, FetchException {
        // Object stores answer 403 for what is not there when listing is not allowed.
        if (status == NOT_FOUND || status == GONE || status == FORBIDDEN) {
            throw new FetchException(FetchException.Kind.NOT_FOUND, base + " has no " + path);
        }
        if (status != OK) {
            throw new FetchException(FetchException.Kind.UNREACHABLE, base + " answers " + status + " for " + path);
        }
        if (connection.getContentLengthLong() > maxLength) {
            throw new FetchException(
                    FetchException.Kind.TOO_LONG, path + " is longer than the " + maxLength + " bytes allowed");
        }
        try (InputStream in = connection.getInputStream()) {
            return Limited.read(in, maxLength, path);
        }
    }

    private URI redirected(URI from, String location) throws FetchException {
        URI to = from.resolve(location);
        boolean weaker = "https".equals(from.getScheme()) && !"https".equals(to.getScheme());
        if (weaker || !("https".equals(to.getScheme()) || "http".equals(to.getScheme()))) {
            throw new FetchException(FetchException.Kind.UNREACHABLE, base + " redirects to " + to + ", refused");
        }
        return to;
    }

    private URI address(String path) throws FetchException {
        try {
            // Role names arrive percent-encoded already, so that only what no address may hold is quoted here.
            return base.resolve(new URI(null, null, path, null).getRawPath().replace("%25", "%"));
        } catch (URISyntaxException e) {
            throw new FetchException(FetchException.Kind.NOT_FOUND, "no address can hold " + path, e);
        }
    }

    private static String describe(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
