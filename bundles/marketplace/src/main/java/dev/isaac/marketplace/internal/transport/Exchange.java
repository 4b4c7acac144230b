package dev.isaac.marketplace.internal.transport;

import dev.isaac.trust.tuf.FetchException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** One request and its answer, redirects followed. Thread-safe. */
final class Exchange {

    private static final int MAX_REDIRECTS = 5;
    private static final int BUFFER = 32 * 1024;

    private final URI base;
    private final Optional<Path> authorities;
    private final Transport transport;
    private final Patience patience;
    private @Nullable Sockets sockets;

    Exchange(URI base, Optional<Path> authorities, Transport transport) {
        this.base = base;
        this.authorities = authorities;
        this.transport = transport;
        this.patience = transport.patience();
    }

    /** It may be different a moment later. */
    static final class TryAgain extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Optional<Duration> after;

        TryAgain(String message, Optional<Duration> after) {
            super(message);
            this.after = after;
        }

        /** How long the server asked to wait. */
        Optional<Duration> after() {
            return after;
        }
    }

    /** There is no connection, and there was time enough for one. */
    static final class NoConnection extends IOException {
        private static final long serialVersionUID = 1L;

        NoConnection(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Asks once.
     *
     * @param received what is there already, and what arrives
     * @param known what an unchanged answer need not send again
     */
    byte[] get(URI start, String path, long maxLength, Received received, Optional<Answers.Answer> known)
            throws IOException, FetchException {
        URI address = start;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            Proxies.Route route = route(address);
            HttpURLConnection connection = open(address, route);
            boolean sound = false;
            try {
                received.resumable().ifPresent(validator -> {
                    connection.setRequestProperty("Range", "bytes=" + received.length() + "-");
                    connection.setRequestProperty("If-Range", validator);
                });
                known.ifPresent(answer -> condition(connection, answer));
                Head head = Head.of(connection, status(connection, route));
                Optional<String> next = head.redirect();
                if (next.isPresent()) {
                    address = redirected(address, next.get());
                    head.drain();
                } else {
                    byte[] bytes = body(head, path, maxLength, received, known);
                    sound = true;
                    return bytes;
                }
                sound = true;
            } finally {
                if (!sound) {
                    connection.disconnect();
                }
            }
        }
        throw new FetchException(FetchException.Kind.UNREACHABLE, base + " redirects without end");
    }

    private Proxies.Route route(URI address) throws FetchException {
        try {
            return transport.proxies().route(address);
        } catch (IllegalArgumentException e) {
            throw new FetchException(
                    FetchException.Kind.UNREACHABLE, "the proxy is not set as it should be: " + e.getMessage(), e);
        }
    }

    private HttpURLConnection open(URI address, Proxies.Route route) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(route.proxy());
        connection.setConnectTimeout((int) patience.connect().toMillis());
        connection.setReadTimeout((int) patience.read().toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept-Encoding", "identity");
        connection.setRequestProperty("User-Agent", "isaac-marketplace");
        route.login().ifPresent(login -> connection.setAuthenticator(new ProxyLogin(login)));
        if (connection instanceof HttpsURLConnection secure) {
            sockets().ifPresent(secure::setSSLSocketFactory);
        }
        return connection;
    }

    /** What makes connections, and the file with more authorities that it was made with. */
    private record Sockets(Optional<Path> extra, Optional<SSLSocketFactory> factory) {}

    private synchronized Optional<SSLSocketFactory> sockets() throws NoConnection {
        Optional<Path> extra = transport.extraAuthorities().get();
        Sockets known = sockets;
        if (known == null || !known.extra().equals(extra)) {
            try {
                known = new Sockets(extra, Authorities.sockets(authorities, extra));
            } catch (IOException e) {
                throw new NoConnection(String.valueOf(e.getMessage()), e);
            }
            sockets = known;
        }
        return known.factory();
    }

    /** Answers once for each connection: a proxy that does not take the answer would ask for ever. */
    private static final class ProxyLogin extends Authenticator {
        static final String SILENT =
                "the proxy wants a password, and this Java sends none to a proxy that leads to an https:"
                        + " address unless it runs with -Djdk.http.auth.tunneling.disabledSchemes=";

        private final PasswordAuthentication login;
        private final AtomicBoolean asked = new AtomicBoolean();

        ProxyLogin(PasswordAuthentication login) {
            this.login = login;
        }

        /** Whether this Java may tell a proxy the password; it decides when it first speaks HTTP. */
        static boolean isAllowedInTunnels() {
            String disabled = Security.getProperty("jdk.http.auth.tunneling.disabledSchemes");
            String chosen = System.getProperty("jdk.http.auth.tunneling.disabledSchemes", disabled);
            return chosen == null || !chosen.toLowerCase(Locale.ROOT).contains("basic");
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY && !asked.getAndSet(true) ? login : null;
        }
    }

    private static void condition(HttpURLConnection connection, Answers.Answer known) {
        Validators validators = known.validators();
        if (!validators.etag().isEmpty()) {
            connection.setRequestProperty("If-None-Match", validators.etag());
        }
        if (!validators.modified().isEmpty()) {
            connection.setRequestProperty("If-Modified-Since", validators.modified());
        }
    }

    private int status(HttpURLConnection connection, Proxies.Route route) throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        Future<?> deadline = Deadlines.after(patience.connect().plus(patience.grace()), () -> {
            late.set(true);
            connection.disconnect();
        });
        try {
            connection.connect();
            int status = connection.getResponseCode();
            if (late.get()) {
                throw new IOException("the status came, the rest did not");
            }
            return status;
        } catch (SocketTimeoutException e) {
            // Java tells the two apart by their words only.
            if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("connect")) {
                throw new NoConnection("no connection within " + seconds(patience.connect()), e);
            }
            throw new TryAgain("no answer within " + seconds(patience.read()), Optional.empty());
        } catch (IOException e) {
            if (late.get()) {
                throw new NoConnection("the headers of the answer do not end", e);
            }
            if (String.valueOf(e.getMessage()).contains("407")) {
                boolean silent = route.login().isPresent() && !ProxyLogin.isAllowedInTunnels();
                throw new NoConnection(
                        silent
                                ? ProxyLogin.SILENT
                                : Head.proxyWantsLogin(route.login().isPresent()),
                        e);
            }
            if (route.proxy().type() != Proxy.Type.DIRECT) {
                throw new NoConnection(
                        e.getMessage() + " (through the proxy " + route.proxy().address() + ")", e);
            }
            throw e;
        } finally {
            deadline.cancel(false);
        }
    }

    private byte[] body(Head head, String path, long maxLength, Received received, Optional<Answers.Answer> known)
            throws IOException, FetchException {
        switch (head.status()) {
            case Head.OK -> received.startOver(head.strongValidator());
            case Head.PARTIAL -> {
                if (received.resumable().isEmpty() || head.firstByte() != received.length()) {
                    received.startOver("");
                    throw new TryAgain("the server sends another part than it was asked for", Optional.empty());
                }
                received.goOn();
            }
            case Head.NOT_MODIFIED -> {
                if (known.isEmpty()) {
                    throw new TryAgain("the server says 'not modified' of what nobody has", Optional.empty());
                }
                head.drain();
                return known.get().body();
            }
            case Head.RANGE_REFUSED -> {
                received.startOver("");
                throw new TryAgain("the server has no such part", Optional.empty());
            }
            default -> throw head.refusal(base, path, transport.clock());
        }
        long whole = head.wholeLength(received.length());
        if (whole > maxLength) {
            throw new FetchException(
                    FetchException.Kind.TOO_LONG, path + " is longer than the " + maxLength + " bytes allowed");
        }
        read(head, path, maxLength, received);
        if (whole >= 0 && received.length() != whole) {
            throw new TryAgain("it ends after " + received.length() + " of " + whole + " bytes", Optional.empty());
        }
        received.complete(head.validators());
        return received.bytes();
    }

    private void read(Head head, String path, long maxLength, Received received) throws IOException, FetchException {
        byte[] buffer = new byte[BUFFER];
        long begin = transport.stopwatch().nanos();
        long count = 0;
        try (InputStream in = head.body()) {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                count += got;
                if (received.length() + (long) got > maxLength) {
                    throw new FetchException(
                            FetchException.Kind.TOO_LONG, path + " is longer than the " + maxLength + " bytes allowed");
                }
                received.add(buffer, got);
                requireSpeed(count, transport.stopwatch().nanos() - begin);
            }
        } catch (SocketTimeoutException e) {
            throw new TryAgain(
                    "nothing more came within " + seconds(patience.read()) + " after " + received.length() + " bytes",
                    Optional.empty());
        }
    }

    private void requireSpeed(long count, long nanos) throws TryAgain {
        long beyond = nanos - patience.grace().toNanos();
        if (beyond > 0 && count < patience.bytesPerSecond() * (nanos / 1_000_000_000.0)) {
            throw new TryAgain(
                    "it is too slow: " + count + " bytes in " + seconds(Duration.ofNanos(nanos)), Optional.empty());
        }
    }

    private static String seconds(Duration time) {
        return time.toMillis() < 1000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }

    private URI redirected(URI from, String location) throws FetchException {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new FetchException(
                    FetchException.Kind.UNREACHABLE, base + " redirects to what is no address, refused", e);
        }
        boolean weaker = "https".equals(from.getScheme()) && !"https".equals(to.getScheme());
        boolean web = ("https".equals(to.getScheme()) || "http".equals(to.getScheme())) && to.getHost() != null;
        if (weaker || !web || to.getRawUserInfo() != null) {
            throw new FetchException(FetchException.Kind.UNREACHABLE, base + " redirects to " + to + ", refused");
        }
        return to;
    }
}
