package dev.isaac.trust.archive.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Bytes that can be read at any position: an archive in memory or in a file. */
public interface Data {

    /** How many bytes there are. */
    long length();

    /** Reads exactly that many bytes at a position. */
    void read(long position, byte[] into, int offset, int count) throws IOException;

    /** Reads exactly that many bytes at a position. */
    default byte[] read(long position, int count) throws IOException {
        byte[] bytes = new byte[count];
        read(position, bytes, 0, count);
        return bytes;
    }

    /** The bytes themselves where they lie in memory, from position 0, not to be changed; null where they do not. */
    default byte @Nullable [] array() {
        return null;
    }

    /** Bytes in memory. */
    static Data of(byte[] bytes) {
        return new Data() {
            @Override
            public byte[] array() {
                return bytes;
            }

            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void read(long position, byte[] into, int offset, int count) throws IOException {
                if (position < 0 || position > bytes.length - count) {
                    throw new EOFException();
                }
                System.arraycopy(bytes, (int) position, into, offset, count);
            }
        };
    }

    /** A file, whose length is taken now. */
    static Data of(FileChannel channel) throws IOException {
        long length = channel.size();
        return new Data() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public void read(long position, byte[] into, int offset, int count) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(into, offset, count);
                long at = position;
                while (buffer.hasRemaining()) {
                    int n = channel.read(buffer, at);
                    if (n < 0) {
                        throw new EOFException();
                    }
                    at += n;
                }
            }
        };
    }
}
