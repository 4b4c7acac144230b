package dev.isaac.example.http;

import dev.isaac.command.Cancellation;
import dev.isaac.example.http.api.HttpCall;
import dev.isaac.example.http.api.HttpCallException;
import dev.isaac.example.http.api.HttpCallException.Kind;
import dev.isaac.example.http.api.HttpCaller;
import dev.isaac.example.http.api.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** {@link HttpCaller} by the client of the JDK, which is made at the first request and goes with the bundle. */
@Component(service = HttpCaller.class)
public final class JdkCaller implements HttpCaller {

    private static final int MOST_REDIRECTS = 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie", "proxy-authorization");

    private @Nullable Running running;
    private boolean closed;

    /** What lives while the bundle does. */
    private record Running(HttpClient client, ExecutorService workers, ScheduledExecutorService watch) {}

    @Override
    public HttpReply call(HttpCall call, Cancellation cancellation) throws HttpCallException {
        HttpCall current = prepared(call);
        for (int redirects = 0; ; redirects++) {
            HttpReply reply = send(current, cancellation);
            Optional<String> location = reply.header("location");
            if (!call.follow() || !REDIRECTS.contains(reply.status()) || location.isEmpty()) {
                return reply;
            }
            try {
                reply.close();
            } catch (IOException e) {
                throw new HttpCallException(Kind.BROKEN, "the connection broke", e);
            }
            if (redirects == MOST_REDIRECTS) {
                throw new HttpCallException(Kind.REDIRECT, "more than " + MOST_REDIRECTS + " redirects", null);
            }
            current = redirected(current, reply.status(), location.get());
        }
    }

    /** Ends what still runs, so that nothing of this bundle stays behind. */
    @Deactivate
    synchronized void close() {
        closed = true;
        if (running != null) {
            running.watch().shutdownNow();
            running.workers().shutdownNow();
            running = null;
        }
    }

    private synchronized Running running() throws HttpCallException {
        if (closed) {
            throw new HttpCallException(Kind.INTERRUPTED, "the plugin was stopped", null);
        }
        if (running == null) {
            ThreadFactory threads = task -> {
                Thread thread = Executors.defaultThreadFactory().newThread(task);
                thread.setName("http-tools-" + thread.getId());
                thread.setDaemon(true);
                return thread;
            };
            ExecutorService workers = Executors.newCachedThreadPool(threads);
            HttpClient client = HttpClient.newBuilder()
                    .executor(workers)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            running = new Running(client, workers, Executors.newSingleThreadScheduledExecutor(threads));
        }
        return running;
    }

    /** The request with its credentials where they belong. */
    private static HttpCall prepared(HttpCall call) throws HttpCallException {
        Addresses.check(call.uri());
        Optional<String> basic = Addresses.basic(call.uri());
        HttpCall bare = new HttpCall(
                call.method(), Addresses.bare(call.uri()), call.headers(), call.body(), call.timeout(), call.follow());
        return basic.isPresent() && !call.has("authorization") ? bare.header("Authorization", basic.get()) : bare;
    }

    private HttpReply send(HttpCall call, Cancellation cancellation) throws HttpCallException {
        HttpRequest request = request(call);
        Running now = running();
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<InputStream>> answer =
                now.client().sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        try (Cancellation.Registration waiting = cancellation.onCancel(() -> answer.cancel(true))) {
            HttpResponse<InputStream> response = answer.get();
            return new HttpReply(
                    call.uri(),
                    response.version() == HttpClient.Version.HTTP_2 ? "HTTP/2" : "HTTP/1.1",
                    response.statusCode(),
                    response.headers().map(),
                    Duration.ofNanos(System.nanoTime() - start),
                    new WatchedStream(response.body(), call.timeout(), now.watch(), cancellation));
        } catch (ExecutionException e) {
            throw explained(call, e.getCause() == null ? e : e.getCause());
        } catch (CancellationException e) {
            throw new HttpCallException(Kind.INTERRUPTED, "the request was interrupted", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new HttpCallException(Kind.INTERRUPTED, "the request was interrupted", e);
        }
    }

    private static HttpRequest request(HttpCall call) throws HttpCallException {
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(call.uri())
                    .timeout(call.timeout())
                    .method(call.method(), call.body().orElseGet(HttpRequest.BodyPublishers::noBody));
            if (!call.has("user-agent")) {
                builder.header("User-Agent", "isaac-http-tools");
            }
            call.headers().forEach(header -> builder.header(header.name(), header.value()));
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new HttpCallException(Kind.BAD_REQUEST, "the request cannot be sent: " + e.getMessage(), e);
        }
    }

    /** The request that a redirect asks for. */
    private static HttpCall redirected(HttpCall call, int status, String location) throws HttpCallException {
        URI target;
        try {
            target = Addresses.check(call.uri().resolve(location));
        } catch (IllegalArgumentException e) {
            throw new HttpCallException(
                    Kind.REDIRECT, "the redirect to " + Addresses.shown(location) + " leads nowhere", e);
        }
        if (call.uri().getScheme().equalsIgnoreCase("https")
                && !target.getScheme().equalsIgnoreCase("https")) {
            throw new HttpCallException(
                    Kind.REDIRECT, "the redirect to " + Addresses.shown(target) + " would leave https", null);
        }
        boolean asGet = (status == 303 && !call.method().equals("HEAD"))
                || ((status == 301 || status == 302) && call.method().equals("POST"));
        boolean same = Addresses.sameOrigin(call.uri(), target);
        return new HttpCall(
                asGet ? "GET" : call.method(),
                Addresses.bare(target),
                call.headers().stream()
                        .filter(header -> same || !CREDENTIALS.contains(lower(header.name())))
                        .filter(header -> !asGet || !lower(header.name()).startsWith("content-"))
                        .toList(),
                asGet ? Optional.empty() : call.body(),
                call.timeout(),
                true);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static HttpCallException explained(HttpCall call, Throwable cause) {
        String host = call.uri().getHost()
                + (call.uri().getPort() < 0 ? "" : ":" + call.uri().getPort());
        if (cause instanceof HttpTimeoutException) {
            return new HttpCallException(
                    Kind.TIMEOUT,
                    host + " did not answer within " + call.timeout().toMillis() + " ms",
                    cause);
        }
        for (Throwable reason = cause; reason != null; reason = reason.getCause()) {
            if (reason instanceof SSLException) {
                return new HttpCallException(
                        Kind.TLS, "there is no safe connection to " + host + ": " + reason.getMessage(), cause);
            }
            if (reason instanceof UnresolvedAddressException || reason instanceof UnknownHostException) {
                return new HttpCallException(
                        Kind.UNREACHABLE, "the name " + call.uri().getHost() + " is not known", cause);
            }
        }
        if (cause instanceof ConnectException) {
            return new HttpCallException(Kind.UNREACHABLE, "nobody answers at " + host, cause);
        }
        return new HttpCallException(Kind.BROKEN, "the connection to " + host + " broke: " + cause.getMessage(), cause);
    }
}
