package dev.isaac.shell.internal.commands;

import dev.isaac.command.Cancellation;
import dev.isaac.shell.internal.render.Clean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Follows a log that grows, that is renamed when it is full, and that may not be there yet. For one thread. */
final class LogTail {

    private static final long PAUSE_MILLIS = 200;

    private final Path file;
    private final Predicate<String> wanted;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private @Nullable Object key;
    private long position;

    /**
     * Follows a file from a place in it.
     *
     * @param wanted asked of each line, in their order
     */
    LogTail(Path file, Position from, Predicate<String> wanted) {
        this.file = file;
        this.key = from.key();
        this.position = from.bytes();
        this.wanted = wanted;
    }

    /**
     * A place in a file.
     *
     * @param key what tells the file from another of the same name; {@code null}: there is none yet
     * @param bytes how far it was read
     */
    record Position(@Nullable Object key, long bytes) {}

    /** Writes complete lines as they come, until nobody waits any more or the reader is gone. */
    void follow(OutputStream out, Cancellation cancellation) throws IOException, InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (var registration = cancellation.onCancel(stopped::countDown)) {
            do {
                copy(out);
            } while (!stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    private void copy(OutputStream out) throws IOException {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            return;
        }
        if (!Objects.equals(now.fileKey(), key) || now.size() < position) {
            key = now.fileKey();
            position = 0;
            unfinished.reset();
        }
        if (now.size() == position) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(8192);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(position);
            while (channel.read(bytes.clear()) > 0) {
                position += bytes.flip().remaining();
                take(bytes, out);
            }
        } catch (NoSuchFileException e) {
            return; // renamed just now; the next look finds the new one
        }
        out.flush();
    }

    private void take(ByteBuffer bytes, OutputStream out) throws IOException {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (b != '\n') {
                unfinished.write(b);
                continue;
            }
            String line = unfinished.toString(StandardCharsets.UTF_8);
            unfinished.reset();
            if (wanted.test(line)) {
                out.write((Clean.line(line) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
