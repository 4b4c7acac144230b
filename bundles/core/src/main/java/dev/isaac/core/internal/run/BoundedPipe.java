package dev.isaac.core.internal.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/**
 * A pipe between two threads that holds at most 64 KiB: a fast writer waits for a slow reader, and a writer whose reader
 * is gone gets an {@link IOException}, as with a broken pipe.
 */
final class BoundedPipe {

    private static final int CAPACITY = 64 * 1024;

    /** The reader is gone: no error of the writer. */
    static final class BrokenPipe extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenPipe() {
            super("the reader of the pipe is gone");
        }
    }

    private final byte[] ring = new byte[CAPACITY];
    private int start;
    private int count;
    private boolean writerClosed;
    private boolean readerClosed;

    private final OutputStream writer = new OutputStream() {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            put(bytes, offset, length);
        }

        @Override
        public void close() {
            closeWriter();
        }
    };

    private final InputStream reader = new InputStream() {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return take(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return length == 0 ? 0 : take(bytes, offset, length);
        }

        @Override
        public int available() {
            return held();
        }

        @Override
        public void close() {
            closeReader();
        }
    };

    OutputStream writer() {
        return writer;
    }

    InputStream reader() {
        return reader;
    }

    private synchronized void put(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            try {
                while (count == CAPACITY && !readerClosed) {
                    wait();
                }
            } catch (InterruptedException e) {
                throw interrupted();
            }
            if (readerClosed) {
                throw new BrokenPipe();
            }
            if (writerClosed) {
                throw new IOException("the pipe is closed");
            }
            int end = (start + count) % CAPACITY;
            int room = Math.min(CAPACITY - count, CAPACITY - end);
            int n = Math.min(room, length - done);
            System.arraycopy(bytes, offset + done, ring, end, n);
            count += n;
            done += n;
            notifyAll();
        }
    }

    private synchronized int take(byte[] bytes, int offset, int length) throws IOException {
        try {
            while (count == 0 && !writerClosed && !readerClosed) {
                wait();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        if (readerClosed) {
            throw new IOException("the pipe is closed");
        }
        if (count == 0) {
            return -1;
        }
        int n = Math.min(Math.min(length, count), CAPACITY - start);
        System.arraycopy(ring, start, bytes, offset, n);
        start = (start + n) % CAPACITY;
        count -= n;
        notifyAll();
        return n;
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for the other end of a pipe");
    }

    private synchronized int held() {
        return count;
    }

    private synchronized void closeWriter() {
        writerClosed = true;
        notifyAll();
    }

    private synchronized void closeReader() {
        readerClosed = true;
        notifyAll();
    }
}
