package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks entries, one after the other, and checks that their data is exactly what the headers say. */
final class EntryData implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final Data data;
    private final byte[] in = new byte[BUFFER];
    private final byte[] out = new byte[BUFFER];
    // One for all entries: making one costs more than unpacking a small class.
    private final Inflater inflater = new Inflater(true);

    EntryData(Data data) {
        this.data = data;
    }

    /** Takes an entry's unpacked bytes as they come. */
    @FunctionalInterface
    interface Sink {
        void accept(byte[] bytes, int count);
    }

    /** Unpacks what lies at a position. */
    void read(CentralEntry entry, long position, Sink sink) throws ArchiveException, IOException {
        CRC32 crc = new CRC32();
        Sink counted = (bytes, count) -> {
            crc.update(bytes, 0, count);
            sink.accept(bytes, count);
        };
        if (entry.method() == CentralEntry.STORED) {
            copy(entry, position, counted);
        } else {
            inflate(entry, position, counted);
        }
        if (crc.getValue() != entry.crc()) {
            throw new ArchiveException(ArchiveFault.CRC, entry.name());
        }
    }

    private void copy(CentralEntry entry, long position, Sink sink) throws IOException {
        long left = entry.packed();
        long at = position;
        while (left > 0) {
            int count = (int) Math.min(left, BUFFER);
            data.read(at, out, 0, count);
            sink.accept(out, count);
            at += count;
            left -= count;
        }
    }

    private void inflate(CentralEntry entry, long position, Sink sink) throws ArchiveException, IOException {
        inflater.reset();
        try {
            long left = entry.packed();
            long at = position;
            long produced = 0;
            while (!inflater.finished()) {
                int count = inflater.inflate(out);
                produced += count;
                if (produced > entry.size()) {
                    throw new ArchiveException(ArchiveFault.SIZE, entry.name() + " unpacks to more");
                }
                sink.accept(out, count);
                if (count > 0 || inflater.finished()) {
                    continue;
                }
                if (inflater.needsDictionary() || left == 0) {
                    throw new ArchiveException(ArchiveFault.DEFLATE, entry.name() + " ends early");
                }
                int next = (int) Math.min(left, BUFFER);
                data.read(at, in, 0, next);
                inflater.setInput(in, 0, next);
                at += next;
                left -= next;
            }
            if (inflater.getRemaining() > 0 || left > 0) {
                throw new ArchiveException(ArchiveFault.DEFLATE, entry.name() + " has bytes after its end");
            }
            if (produced != entry.size()) {
                throw new ArchiveException(ArchiveFault.SIZE, entry.name() + " unpacks to less");
            }
        } catch (DataFormatException e) {
            throw new ArchiveException(ArchiveFault.DEFLATE, entry.name());
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
