package dev.isaac.testing.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;

/**
 * Serves a folder on loopback, and answers as it was told where it was told. Closing it ends every connection and waits for
 * its threads. Thread-safe.
 */
public final class FaultyHttpServer implements AutoCloseable {

    private static final long JOIN_MILLIS = 10_000;

    private final Path folder;
    private final boolean secure;
    private final ServerSocket server;
    private final Map<String, Deque<Behaviour>> next = new LinkedHashMap<>();
    private final Map<String, Behaviour> always = new LinkedHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    private FaultyHttpServer(Path folder, boolean secure, ServerSocket server) {
        this.folder = folder;
        this.secure = secure;
        this.server = server;
        start(this::accept);
    }

    /** Serves a folder over HTTP. */
    public static FaultyHttpServer serving(Path folder) throws IOException {
        return new FaultyHttpServer(folder, false, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** Serves a folder over HTTPS. */
    public static FaultyHttpServer serving(Path folder, SSLContext tls) throws IOException {
        return new FaultyHttpServer(
                folder, true, tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** Its address, ending with a slash. */
    public URI address() {
        return URI.create((secure ? "https" : "http") + "://127.0.0.1:" + port() + "/");
    }

    /** Its port. */
    public int port() {
        return server.getLocalPort();
    }

    /** The next requests whose path ends so are answered so, each once; those after them honestly. */
    public synchronized FaultyHttpServer next(String suffix, Behaviour... behaviours) {
        next.computeIfAbsent(suffix, key -> new ArrayDeque<>()).addAll(List.of(behaviours));
        return this;
    }

    /** Every request whose path ends so is answered so. */
    public synchronized FaultyHttpServer always(String suffix, Behaviour behaviour) {
        always.put(suffix, behaviour);
        return this;
    }

    /** Is honest from now on. */
    public synchronized FaultyHttpServer heal() {
        next.clear();
        always.clear();
        return this;
    }

    /** What was asked for, in order. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** What was asked for of a path that ends so. */
    public List<Request> requests(String suffix) {
        return requests.stream()
                .filter(request -> request.target().endsWith(suffix))
                .toList();
    }

    /** How many connections were made. */
    public int connections() {
        return sockets.size();
    }

    /** Forgets what was asked for. */
    public void forget() {
        requests.clear();
    }

    private synchronized Behaviour behaviour(String target) {
        for (Map.Entry<String, Deque<Behaviour>> entry : next.entrySet()) {
            if (target.endsWith(entry.getKey()) && !entry.getValue().isEmpty()) {
                return entry.getValue().removeFirst();
            }
        }
        for (Map.Entry<String, Behaviour> entry : always.entrySet()) {
            if (target.endsWith(entry.getKey())) {
                return entry.getValue();
            }
        }
        return Behaviour.honest();
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, "test-http-" + port());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        while (closing.getCount() > 0) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (Optional<Request> request = Request.read(in); request.isPresent(); request = Request.read(in)) {
                requests.add(request.get());
                Call call = new Call(request.get(), file(request.get()), socket, out, closing);
                behaviour(request.get().target()).answer(call);
                if (socket.isClosed() || closing.getCount() == 0) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client went: a test may be about just that.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private StoredFile file(Request request) throws IOException {
        String path = URLDecoder.decode(request.target().replace("+", "%2B"), StandardCharsets.UTF_8);
        // A proxied request names the whole address.
        Path file = folder.resolve(path.replaceFirst("^(http://[^/]*)?/", "")).normalize();
        // Role names stay encoded in file names.
        Path encoded = folder.resolve(request.target().replaceFirst("^(http://[^/]*)?/", ""))
                .normalize();
        for (Path candidate : List.of(encoded, file)) {
            if (candidate.startsWith(folder) && Files.isRegularFile(candidate)) {
                String modified = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Files.getLastModifiedTime(candidate).toInstant().atOffset(ZoneOffset.UTC));
                return StoredFile.of(Files.readAllBytes(candidate), modified);
            }
        }
        return StoredFile.MISSING;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closing.countDown();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        for (Thread thread : new ArrayList<>(threads)) {
            thread.join(JOIN_MILLIS);
        }
    }
}
