package dev.isaac.testing.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy on loopback that leads every name to one port of this machine: plain requests are passed on, {@code CONNECT} makes
 * a tunnel. It may ask for a user and password. Thread-safe.
 */
public final class ForwardProxy implements AutoCloseable {

    private static final long JOIN_MILLIS = 10_000;
    private static final String WANTS_LOGIN = String.join(
            "\r\n",
            "HTTP/1.1 407 Proxy Authentication Required",
            "Proxy-Authenticate: Basic realm=\"test\"",
            "Content-Length: 0",
            "",
            "");

    private final ServerSocket server;
    private final int target;
    private final String login;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    private ForwardProxy(int target, String login) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.login = login;
        start(this::accept);
    }

    /** Leads to a port and lets everybody through. */
    public static ForwardProxy to(int port) throws IOException {
        return new ForwardProxy(port, "");
    }

    /** Leads to a port and wants a login, as {@code user:password}. */
    public static ForwardProxy to(int port, String login) throws IOException {
        return new ForwardProxy(port, login);
    }

    /** Its port. */
    public int port() {
        return server.getLocalPort();
    }

    /** What was asked for, in order. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, "test-proxy-" + server.getLocalPort());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedInputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            for (Optional<Request> request = Request.read(in); request.isPresent(); request = Request.read(in)) {
                requests.add(request.get());
                if (!isAllowed(request.get())) {
                    send(out, WANTS_LOGIN);
                } else if (request.get().method().equals("CONNECT")) {
                    tunnel(in, out);
                    return;
                } else {
                    pass(request.get(), out);
                    return;
                }
            }
        } catch (IOException e) {
            // One of the two went.
        }
    }

    private boolean isAllowed(Request request) {
        String expected = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return login.isEmpty() || request.header("Proxy-Authorization").equals(expected);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(socket);
        return socket;
    }

    private void tunnel(InputStream in, OutputStream out) throws IOException {
        try (Socket origin = connect()) {
            send(out, "HTTP/1.1 200 Connection established\r\n\r\n");
            start(() -> copy(in, origin));
            origin.getInputStream().transferTo(out);
        }
    }

    private static void copy(InputStream in, Socket origin) {
        try {
            in.transferTo(origin.getOutputStream());
            origin.shutdownOutput();
        } catch (IOException e) {
            // The other direction notices, too.
        }
    }

    private void pass(Request request, OutputStream out) throws IOException {
        try (Socket origin = connect()) {
            StringBuilder head = new StringBuilder(request.method() + " "
                    + request.target().replaceFirst("^http://[^/]*", "") + " HTTP/1.1\r\nConnection: close\r\n");
            request.headers().forEach((name, value) -> {
                if (!name.startsWith("proxy-") && !name.equals("connection")) {
                    head.append(name).append(": ").append(value).append("\r\n");
                }
            });
            send(origin.getOutputStream(), head.append("\r\n").toString());
            origin.shutdownOutput();
            origin.getInputStream().transferTo(out);
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        for (Thread thread : new ArrayList<>(threads)) {
            thread.join(JOIN_MILLIS);
        }
    }
}
