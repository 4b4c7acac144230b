package dev.isaac.marketplace.internal.transport;

import dev.isaac.marketplace.internal.transport.Exchange.TryAgain;
import dev.isaac.trust.Digests;
import dev.isaac.trust.tuf.FetchException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Reads from a web server: patiently, going on where an answer broke off. Loaded only where a registry has such an address.
 * Thread-safe.
 */
final class HttpFetcher implements FollowedFetcher {

    /** The one file that is asked for again and again under one name. */
    private static final String REPEATED = "timestamp.json";

    /** With consistent snapshots a target's name begins with its digest, so that parts of one file are known to belong together. */
    private static final Pattern NAMED_BY_DIGEST = Pattern.compile("(?:.*/)?([0-9a-f]{64})\\.[^/]*");

    private final URI base;
    private final Exchange exchange;
    private final Backoff backoff;
    private final Patience patience;
    private final Stopwatch stopwatch;
    private final Answers answers;
    private final Halves halves;

    private HttpFetcher(URI base, Exchange exchange, Transport transport) {
        this.base = base;
        this.exchange = exchange;
        this.patience = transport.patience();
        this.backoff = new Backoff(patience, transport.random());
        this.stopwatch = transport.stopwatch();
        this.answers = new Answers(transport.cache().resolve("http"));
        this.halves = new Halves(transport.cache().resolve("part"), transport.clock());
    }

    /** Resolves names against an address that ends with a slash. */
    static HttpFetcher of(URI base, Optional<Path> authorities, Transport transport) {
        return new HttpFetcher(base, new Exchange(base, authorities, transport), transport);
    }

    @Override
    public byte[] fetch(String path, long maxLength, Arrival arrival) throws FetchException {
        return FetchThread.call(path, followed -> fetch(path, maxLength, Optional.of(followed)), arrival);
    }

    @Override
    public byte[] fetch(String path, long maxLength) throws FetchException {
        return fetch(path, maxLength, Optional.empty());
    }

    private byte[] fetch(String path, long maxLength, Optional<Arrival> arrival) throws FetchException {
        URI address = address(path);
        if (path.equals(REPEATED)) {
            return repeated(address, path, maxLength);
        }
        Matcher named = NAMED_BY_DIGEST.matcher(path);
        if (!named.matches()) {
            return patiently(address, path, maxLength, new Received(), Optional.empty());
        }
        Received received = halves.take(address, maxLength);
        Halves.Keeping keeping = halves.keeping(address);
        follow(received, keeping, arrival);
        try {
            byte[] bytes = patiently(address, path, maxLength, received, Optional.empty());
            halves.forget(address);
            if (!received.isJoined() || Digests.sha256(bytes).equals(named.group(1))) {
                return bytes;
            }
        } catch (FetchException e) {
            if (e.kind() == FetchException.Kind.UNREACHABLE) {
                keeping.keep(received);
            } else {
                halves.forget(address);
            }
            throw e;
        }
        // The parts were not of one file, whatever the server said; whole it may be right.
        Received whole = new Received();
        follow(whole, keeping, arrival);
        byte[] bytes = patiently(address, path, maxLength, whole, Optional.empty());
        halves.forget(address);
        return bytes;
    }

    private static void follow(Received received, Halves.Keeping keeping, Optional<Arrival> arrival) {
        received.followedBy(grown -> {
            keeping.grown(grown);
            if (arrival.isPresent()) {
                arrival.get().arrived(grown.length());
            }
        });
    }

    private byte[] repeated(URI address, String path, long maxLength) throws FetchException {
        Optional<Answers.Answer> known = answers.get(address).filter(answer -> answer.body().length <= maxLength);
        Received received = new Received();
        byte[] bytes = patiently(address, path, maxLength, received, known);
        received.validators().ifPresent(validators -> answers.put(address, new Answers.Answer(validators, bytes)));
        return bytes;
    }

    private byte[] patiently(
            URI address, String path, long maxLength, Received received, Optional<Answers.Answer> known)
            throws FetchException {
        for (int attempt = 1; ; attempt++) {
            try {
                return exchange.get(address, path, maxLength, received, known);
            } catch (TryAgain e) {
                pause(attempt, address, e, e.after());
            } catch (IOException e) {
                if (isFinal(e)) {
                    throw unreachable(address, attempt, e);
                }
                pause(attempt, address, e, Optional.empty());
            }
        }
    }

    private void pause(int attempt, URI address, IOException error, Optional<Duration> asked) throws FetchException {
        Optional<Duration> delay = backoff.after(attempt, asked);
        if (delay.isEmpty() || Thread.currentThread().isInterrupted()) {
            throw unreachable(address, attempt, error);
        }
        stopwatch.pause(delay.get());
        if (Thread.currentThread().isInterrupted()) {
            throw unreachable(address, attempt, error);
        }
    }

    /** What another attempt a moment later would meet again. */
    private static boolean isFinal(IOException error) {
        return error instanceof UnknownHostException
                || error instanceof ConnectException
                || error instanceof NoRouteToHostException
                || error instanceof SSLHandshakeException
                || error instanceof SSLPeerUnverifiedException
                || error instanceof Exchange.NoConnection
                || error instanceof Arrival.Unwanted;
    }

    private static FetchException unreachable(URI address, int attempts, IOException error) {
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        if (error instanceof UnknownHostException) {
            message = "no machine has the name " + message;
        }
        return new FetchException(
                FetchException.Kind.UNREACHABLE,
                "cannot read " + address + (attempts > 1 ? " in " + attempts + " attempts: " : ": ") + message,
                error);
    }

    private URI address(String path) throws FetchException {
        try {
            // Role names arrive percent-encoded already, so that only what no address may hold is quoted here.
            // With a dot before it no path is taken for a scheme or a host.
            return base.resolve(
                    new URI(null, null, "./" + path, null).getRawPath().replace("%25", "%"));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new FetchException(FetchException.Kind.NOT_FOUND, "no address can hold " + path, e);
        }
    }
}
