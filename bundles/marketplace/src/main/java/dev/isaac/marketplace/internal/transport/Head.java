package dev.isaac.marketplace.internal.transport;

import dev.isaac.trust.tuf.FetchException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Status and headers of an answer.
 *
 * @param connection where it comes from
 * @param status its code
 */
record Head(HttpURLConnection connection, int status) {

    static final int OK = 200;
    static final int PARTIAL = 206;
    static final int NOT_MODIFIED = 304;
    static final int RANGE_REFUSED = 416;

    private static final int MAX_DRAIN = 16 * 1024;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

    static Head of(HttpURLConnection connection, int status) throws IOException {
        if (status < 0) {
            throw new Exchange.TryAgain("the server does not speak HTTP", Optional.empty());
        }
        String encoding = connection.getContentEncoding();
        if (encoding != null && !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            throw new IOException("the server packs what was asked for unpacked (" + encoding + ")");
        }
        return new Head(connection, status);
    }

    static String proxyWantsLogin(boolean given) {
        return given
                ? "the proxy does not take the user and password that it was given"
                : "the proxy wants a user and password: http://USER:PASSWORD@HOST:PORT in the variable that names it";
    }

    private String header(String name) {
        @Nullable String value = connection.getHeaderField(name);
        return value == null ? "" : value.strip();
    }

    Optional<String> redirect() {
        boolean moved = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
        return moved && !header("Location").isEmpty() ? Optional.of(header("Location")) : Optional.empty();
    }

    Validators validators() {
        return new Validators(header("ETag"), header("Last-Modified"));
    }

    /** What {@code If-Range} may hold (RFC 9110, 13.1.5): a strong tag, or a date that cannot stand for two versions. */
    String strongValidator() {
        String etag = header("ETag");
        if (etag.startsWith("\"")) {
            return etag;
        }
        String modified = header("Last-Modified");
        Optional<Instant> date = instant(header("Date"));
        Optional<Instant> changed = instant(modified);
        boolean strong = etag.isEmpty()
                && date.isPresent()
                && changed.isPresent()
                && Duration.between(changed.get(), date.get()).compareTo(Duration.ofSeconds(1)) >= 0;
        return strong ? modified : "";
    }

    /** Where the part begins; negative when the server does not say. */
    long firstByte() {
        Matcher range = CONTENT_RANGE.matcher(header("Content-Range"));
        return range.matches() ? Long.parseLong(range.group(1)) : -1;
    }

    /**
     * How long the whole file is; negative when the server does not say.
     *
     * @param received how much was there before this answer
     */
    long wholeLength(long received) {
        Matcher range = CONTENT_RANGE.matcher(header("Content-Range"));
        if (status == PARTIAL && range.matches() && !range.group(3).equals("*")) {
            return Long.parseLong(range.group(3));
        }
        long length = connection.getContentLengthLong();
        return length < 0 ? -1 : received + length;
    }

    InputStream body() throws IOException {
        return connection.getInputStream();
    }

    /** Reads a short answer to its end, so that the connection serves the next request. */
    void drain() throws IOException {
        InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        if (in != null) {
            try (in) {
                in.readNBytes(MAX_DRAIN);
            }
        }
    }

    /** What an answer without the file means: it is not there, it may come later, or the server does not serve it. */
    FetchException refusal(URI base, String path, Clock clock) throws IOException {
        switch (status) {
            case 404, 410 -> {
                drain();
                return new FetchException(FetchException.Kind.NOT_FOUND, base + " has no " + path);
            }
            case 403 -> {
                // Object stores answer so for what is not there when listing is not allowed.
                drain();
                return new FetchException(
                        FetchException.Kind.NOT_FOUND, base + " has no " + path + ", or forbids it (403)");
            }
            case 401 -> {
                return new FetchException(
                        FetchException.Kind.UNREACHABLE, base + " wants a password (401); a registry needs none");
            }
            case 407 -> throw new Exchange.NoConnection(proxyWantsLogin(false), null);
            case 408, 425, 429, 500, 502, 503, 504 ->
                throw new Exchange.TryAgain(base + " answers " + status + " for " + path, retryAfter(clock));
            default -> {
                return new FetchException(
                        FetchException.Kind.UNREACHABLE, base + " answers " + status + " for " + path);
            }
        }
    }

    private Optional<Duration> retryAfter(Clock clock) {
        String value = header("Retry-After");
        if (value.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        return instant(value)
                .map(when -> Duration.between(clock.instant(), when))
                .filter(wait -> !wait.isNegative());
    }

    private static Optional<Instant> instant(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty(); // a date that nobody can read says nothing
        }
    }
}
