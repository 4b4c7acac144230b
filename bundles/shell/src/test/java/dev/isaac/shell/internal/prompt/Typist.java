package dev.isaac.shell.internal.prompt;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A person at a terminal in a test: waits until something is on the screen, then types. */
final class Typist {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final StringBuilder screen = new StringBuilder();
    private final PipedInputStream keyboard = new PipedInputStream(65536);
    private final PipedOutputStream keys;
    private int read;

    Typist() throws IOException {
        keys = new PipedOutputStream(keyboard);
    }

    /** What the terminal reads. */
    PipedInputStream keyboard() {
        return keyboard;
    }

    /** Where the terminal writes. */
    OutputStream display() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                synchronized (screen) {
                    // ISO 8859-1 keeps bytes apart: a character may arrive in two writes.
                    screen.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
                    screen.notifyAll();
                }
            }
        };
    }

    /** Waits until the text appears after what was seen before. */
    void see(String text) throws InterruptedException {
        String wanted = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        long end = System.nanoTime() + PATIENCE;
        synchronized (screen) {
            int found = screen.indexOf(wanted, read);
            while (found < 0) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("never saw \"" + text + "\" in: " + unseen());
                }
                TimeUnit.NANOSECONDS.timedWait(screen, left);
                found = screen.indexOf(wanted, read);
            }
            read = found + wanted.length();
        }
    }

    private String unseen() {
        return decode(screen.substring(read)).replace("\u001b", "<esc>");
    }

    /** Everything that was on the screen. */
    String everything() {
        synchronized (screen) {
            return decode(screen.toString());
        }
    }

    private static String decode(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    /** Types nothing any more. */
    void leave() throws IOException {
        keys.close();
    }
}
