package dev.isaac.example.http.api;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request.
 *
 * @param method in upper case
 * @param uri an http or https address; user information in it becomes basic authentication
 * @param headers in order; a name may repeat
 * @param body what is sent
 * @param timeout how long to wait for the server, at the start and between two parts of the answer
 * @param follow whether redirects are followed, ten at most
 */
public record HttpCall(
        String method,
        URI uri,
        List<Header> headers,
        Optional<HttpRequest.BodyPublisher> body,
        Duration timeout,
        boolean follow) {

    public HttpCall {
        Objects.requireNonNull(method);
        Objects.requireNonNull(uri);
        headers = List.copyOf(headers);
        Objects.requireNonNull(body);
        Objects.requireNonNull(timeout);
    }

    /**
     * One header.
     *
     * @param name in any case
     * @param value without line breaks
     */
    public record Header(String name, String value) {
        public Header {
            Objects.requireNonNull(name);
            Objects.requireNonNull(value);
        }
    }

    /** A request without headers and body, a time-out of 30 seconds, not following redirects. */
    public static HttpCall of(String method, URI uri) {
        return new HttpCall(method, uri, List.of(), Optional.empty(), Duration.ofSeconds(30), false);
    }

    /** The same request with one more header. */
    public HttpCall header(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new HttpCall(method, uri, more, body, timeout, follow);
    }

    /** The same request with a text as body, in UTF-8. */
    public HttpCall text(String text) {
        return new HttpCall(
                method, uri, headers, Optional.of(HttpRequest.BodyPublishers.ofString(text)), timeout, follow);
    }

    /** The same request with another time-out. */
    public HttpCall within(Duration limit) {
        return new HttpCall(method, uri, headers, body, limit, follow);
    }

    /** Whether it has such a header, in any case. */
    public boolean has(String name) {
        return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }
}
