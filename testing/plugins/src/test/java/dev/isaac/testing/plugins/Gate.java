package dev.isaac.testing.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;

/** An input that ends when it is opened; until then its readers wait. */
final class Gate extends InputStream {

    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** Waits until somebody reads. */
    void awaitReader() throws InterruptedException {
        waiting.await();
    }

    void open() {
        open.countDown();
    }

    @Override
    public int read() throws IOException {
        waiting.countDown();
        try {
            open.await();
            return -1;
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return read();
    }
}
