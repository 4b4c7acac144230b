package dev.isaac.core.internal.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A thread that copies one stream to another until the first ends or the second refuses. */
final class StreamPump extends Thread {

    private final InputStream from;
    private final OutputStream to;
    private final boolean closeTarget;

    StreamPump(String name, InputStream from, OutputStream to, boolean closeTarget) {
        super(name);
        setDaemon(true);
        this.from = from;
        this.to = to;
        this.closeTarget = closeTarget;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[32 * 1024];
        try {
            int n;
            while ((n = from.read(buffer)) >= 0) {
                to.write(buffer, 0, n);
                if (from.available() == 0) {
                    to.flush();
                }
            }
        } catch (IOException e) {
            // The reader is gone: closing the source below tells the writer, as a broken pipe would.
        } finally {
            close(from);
            if (closeTarget) {
                close(to);
            } else {
                flush(to);
            }
        }
    }

    private static void flush(OutputStream stream) {
        try {
            stream.flush();
        } catch (IOException e) {
            // Nobody reads it any more.
        }
    }

    private static void close(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception e) {
            // Closing the end of a broken pipe fails; there is nothing left to do.
        }
    }
}
