package dev.isaac.signing;

import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Fetches by HTTP or HTTPS, with time-outs for connecting, for each read, for the answer to begin and for the whole. */
public final class HttpFetcher implements Fetcher {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration READ = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration WHOLE = Duration.ofMinutes(10);
    private static final int BUFFER = 32 * 1024;
    private static final String PLAIN =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/";

    private final String base;
    private final boolean encoded;

    private HttpFetcher(String base, boolean encoded) {
        this.base = base.endsWith("/") ? base : base + "/";
        this.encoded = encoded;
    }

    /** For metadata, whose names are percent-encoded already. */
    public static HttpFetcher metadata(String base) {
        return new HttpFetcher(base, true);
    }

    /** For targets, whose paths become part of the address segment by segment. */
    public static HttpFetcher targets(String base) {
        return new HttpFetcher(base, false);
    }

    @Override
    public byte[] fetch(String path, long maxLength) throws FetchException {
        String address = base + (encoded ? path : encode(path));
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) new URI(address).toURL().openConnection();
            try {
                return fetch(connection, address, maxLength);
            } finally {
                connection.disconnect();
            }
        } catch (IOException | URISyntaxException | IllegalArgumentException | ClassCastException e) {
            throw new FetchException(
                    FetchException.Kind.UNREACHABLE, "cannot read " + address + ": " + e.getMessage(), e);
        }
    }

    private static byte[] fetch(HttpURLConnection connection, String address, long maxLength)
            throws IOException, FetchException {
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) READ.toMillis());
        connection.setUseCaches(false);
        // The bytes as they are: a length limit over something that unpacks itself would be none.
        connection.setRequestProperty("Accept-Encoding", "identity");
        int status = status(connection);
        // Object stores say 403 for a name that they do not have.
        if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_FORBIDDEN) {
            throw new FetchException(FetchException.Kind.NOT_FOUND, "no " + address);
        }
        if (status != HttpURLConnection.HTTP_OK) {
            throw new FetchException(FetchException.Kind.UNREACHABLE, address + " answered " + status);
        }
        long deadline = System.nanoTime() + WHOLE.toNanos();
        try (InputStream in = connection.getInputStream()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                if (out.size() > maxLength) {
                    throw new FetchException(FetchException.Kind.TOO_LONG, address + " is longer than " + maxLength);
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new FetchException(FetchException.Kind.UNREACHABLE, address + " takes too long");
                }
            }
            return out.toByteArray();
        }
    }

    /** Headers that drip are always just in time for the next read, and would be waited for without end. */
    private static int status(HttpURLConnection connection) throws IOException {
        CompletableFuture<Void> guard = CompletableFuture.runAsync(
                connection::disconnect, CompletableFuture.delayedExecutor(ANSWER.toMillis(), TimeUnit.MILLISECONDS));
        try {
            return connection.getResponseCode();
        } finally {
            guard.cancel(false);
        }
    }

    private static String encode(String path) {
        StringBuilder out = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (PLAIN.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}
