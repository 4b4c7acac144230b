package dev.isaac.trust.archive.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes in memory and in a file are read alike, and no further than they go. */
class DataTest {

    @TempDir
    private Path folder;

    private static void reads(Data data) throws Exception {
        assertThat(data.length()).isEqualTo(5);
        assertThat(data.read(0, 5)).containsExactly(1, 2, 3, 4, 5);
        assertThat(data.read(3, 2)).containsExactly(4, 5);
        assertThat(data.read(5, 0)).isEmpty();
        byte[] into = new byte[4];
        data.read(1, into, 1, 2);
        assertThat(into).containsExactly(0, 2, 3, 0);
        for (long position : new long[] {3, 4, 5, 6, 100}) {
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> data.read(position, 3));
        }
    }

    @Test
    void readsMemory() throws Exception {
        byte[] bytes = {1, 2, 3, 4, 5};
        reads(Data.of(bytes));
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> Data.of(bytes).read(-1, 1));
        assertThat(Data.of(bytes).array()).isSameAs(bytes);
    }

    @Test
    void readsAFile() throws Exception {
        Path file = Files.write(folder.resolve("data"), new byte[] {1, 2, 3, 4, 5});
        try (FileChannel channel = FileChannel.open(file)) {
            reads(Data.of(channel));
            assertThat(Data.of(channel).array()).isNull();
            reads(Data.of(new Stingy(channel)));
        }
    }

    /** A file that gives two bytes at a time at most, as a channel may. */
    private static final class Stingy extends FileChannel {
        private final FileChannel file;

        Stingy(FileChannel file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            ByteBuffer few = ByteBuffer.allocate(Math.min(2, into.remaining()));
            int count = file.read(few, position);
            into.put(few.flip());
            return count;
        }

        @Override
        public int read(ByteBuffer into) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] into, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] from, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer from, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void force(boolean metadata) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void implCloseChannel() {
            // The file is closed by whoever opened it.
        }
    }
}
