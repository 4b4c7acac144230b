package dev.isaac.marketplace.internal.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of the home that keeps room for a removal. A removal frees space, but has to write a little before: the journal, the
 * new state, a line of the history. Where not one byte is left it writes them in the place of this file, which is made anew
 * after every change. The caller holds the home lock.
 */
public final class Reserve {

    private static final System.Logger LOG = System.getLogger(Reserve.class.getName());

    /** For the journal, the history, a note, and the blocks that files end in. */
    private static final int SPARE = 64 << 10;

    private static final int CHUNK = 64 << 10;

    private final Path file;
    private final Path state;

    /** The reserve of a home. Creates nothing yet. */
    public Reserve(Path home) {
        this.file = home.resolve("reserve");
        this.state = home.resolve("state.json");
    }

    /** Gives the room back to the disk. */
    public void release() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What is written next says better what is wrong with the home.
            LOG.log(System.Logger.Level.DEBUG, "cannot delete " + file, e);
        }
    }

    /** Takes the room, or as much of it as there is. Where that is too little, the next change tries again. */
    public void refill() {
        try {
            long needed = needed();
            if (size(file) < needed) {
                write(needed);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "there is no room for all of " + file, e);
        }
    }

    /** Twice the state: where the file system knows no links, the one before is written again. */
    private long needed() throws IOException {
        return 2 * size(state) + SPARE;
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Noise, which a file system that compresses can neither shrink nor leave out. */
    private void write(long length) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            long noise = 1;
            for (long written = 0; written < length; ) {
                ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
                while (buffer.hasRemaining()) {
                    noise = noise * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
                    buffer.putLong(noise);
                }
                buffer.flip().limit((int) Math.min(CHUNK, length - written));
                while (buffer.hasRemaining()) {
                    written += channel.write(buffer);
                }
            }
        }
    }
}
