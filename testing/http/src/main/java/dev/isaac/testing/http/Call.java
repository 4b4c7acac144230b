package dev.isaac.testing.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A request that is being answered, with everything that a bad answer needs. */
public final class Call {

    private final Request request;
    private final StoredFile file;
    private final Socket socket;
    private final OutputStream out;
    private final CountDownLatch closing;

    Call(Request request, StoredFile file, Socket socket, OutputStream out, CountDownLatch closing) {
        this.request = request;
        this.file = file;
        this.socket = socket;
        this.out = out;
        this.closing = closing;
    }

    /** What was asked for. */
    public Request request() {
        return request;
    }

    /** What an honest answer would hold. */
    public StoredFile file() {
        return file;
    }

    /** Sends text as it is. */
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length());
    }

    /** Sends a part of some bytes. */
    public void send(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        out.flush();
    }

    /** Waits until the server is closed, or so long. */
    public void idle(Duration time) throws InterruptedException {
        closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether the server is being closed. */
    public boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Breaks the connection off, so that the client gets a reset and no end. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Ends the connection as if all had been sent. */
    public void end() throws IOException {
        out.flush();
        socket.close();
    }
}
