package dev.isaac.example.http.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to a request. Close it, also when the body is not read.
 *
 * @param uri where the answer came from, after redirects, without credentials
 * @param version {@code HTTP/1.1} or {@code HTTP/2}
 * @param status the status code
 * @param headers names in lower case to their values
 * @param elapsed from the request until the headers were there
 * @param body fails with an {@link java.net.http.HttpTimeoutException} when the server stops sending
 */
public record HttpReply(
        URI uri, String version, int status, Map<String, List<String>> headers, Duration elapsed, InputStream body)
        implements AutoCloseable {

    public HttpReply {
        headers = Map.copyOf(headers);
    }

    /** The first value of a header; the name is in lower case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
