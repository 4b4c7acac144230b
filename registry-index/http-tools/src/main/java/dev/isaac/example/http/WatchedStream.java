package dev.isaac.example.http;

import dev.isaac.command.Cancellation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The body of an answer, closed when the server falls silent or when nobody waits any more. */
final class WatchedStream extends FilterInputStream {

    private final long limit;
    private final ScheduledExecutorService watch;
    private final Cancellation.Registration registration;
    // When the reader began to wait; MAX_VALUE while it does not.
    private volatile long last = Long.MAX_VALUE;
    private volatile boolean silent;
    private volatile boolean closed;
    private volatile @Nullable Future<?> pending;

    WatchedStream(InputStream body, Duration timeout, ScheduledExecutorService watch, Cancellation cancellation) {
        super(body);
        this.limit = timeout.toNanos();
        this.watch = watch;
        this.registration = cancellation.onCancel(this::end);
        look(limit);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        last = System.nanoTime();
        try {
            int count = super.read(buffer, offset, length);
            if (silent) {
                throw timeout(null);
            }
            return count;
        } catch (HttpTimeoutException e) {
            throw e;
        } catch (IOException e) {
            throw silent ? timeout(e) : e;
        } finally {
            // Time that the reader takes between two parts is not the server's.
            last = Long.MAX_VALUE;
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        Future<?> look = pending;
        if (look != null) {
            look.cancel(false);
        }
        registration.close();
        super.close();
    }

    private HttpTimeoutException timeout(@Nullable IOException cause) {
        HttpTimeoutException timeout = new HttpTimeoutException("the server fell silent");
        if (cause != null) {
            timeout.initCause(cause);
        }
        return timeout;
    }

    private void look(long delay) {
        try {
            pending = watch.schedule(this::check, delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The bundle is being stopped, and with it the connection.
            end();
        }
    }

    private void check() {
        if (closed) {
            return;
        }
        long since = last;
        long waited = since == Long.MAX_VALUE ? 0 : System.nanoTime() - since;
        if (waited >= limit) {
            silent = true;
            end();
        } else {
            look(limit - waited);
        }
    }

    private void end() {
        try {
            in.close();
        } catch (IOException e) {
            // The reader sees the end of it.
        }
    }
}
