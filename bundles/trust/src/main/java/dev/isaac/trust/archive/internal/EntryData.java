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
    private final CRC32 crc = new CRC32();

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
        crc.reset();
        if (entry.method() == CentralEntry.STORED) {
            copy(entry, position, sink);
        } else {
            inflate(entry, position, sink);
        }
        if (crc.getValue() != entry.crc()) {
            throw new ArchiveException(ArchiveFault.CRC, entry.name());
        }
    }

    private void hand(Sink sink, int count) {
        crc.update(out, 0, count);
        sink.accept(out, count);
    }

    private void copy(CentralEntry entry, long position, Sink sink) throws IOException {
        long left = entry.packed();
        long at = position;
        while (left > 0) {
            int count = (int) Math.min(left, BUFFER);
            data.read(at, out, 0, count);
            hand(sink, count);
            at += count;
            left -= count;
        }
    }

    private void inflate(CentralEntry entry, long position, Sink sink) throws ArchiveException, IOException {
        inflater.reset();
        try {
            long fed = feed(position, entry.packed());
            long produced = 0;
            while (!inflater.finished()) {
                int count = inflater.inflate(out);
                produced += count;
                if (produced > entry.size()) {
                    throw new ArchiveException(ArchiveFault.SIZE, entry.name() + " unpacks to more");
                }
                hand(sink, count);
                if (count > 0 || inflater.finished()) {
                    continue;
                }
                if (inflater.needsDictionary() || fed == entry.packed()) {
                    throw new ArchiveException(ArchiveFault.DEFLATE, entry.name() + " ends early");
                }
                fed += feed(position + fed, entry.packed() - fed);
            }
            if (inflater.getRemaining() > 0 || fed < entry.packed()) {
                throw new ArchiveException(ArchiveFault.DEFLATE, entry.name() + " has bytes after its end");
            }
            if (produced != entry.size()) {
                throw new ArchiveException(ArchiveFault.SIZE, entry.name() + " unpacks to less");
            }
        } catch (DataFormatException e) {
            throw new ArchiveException(ArchiveFault.DEFLATE, entry.name());
        }
    }

    /** Gives the inflater what lies at a position, all of it where it lies in memory; returns how much. */
    private int feed(long position, long count) throws IOException {
        byte[] memory = data.array();
        if (memory != null && position >= 0 && position <= memory.length - count) {
            inflater.setInput(memory, (int) position, (int) count);
            return (int) count;
        }
        int next = (int) Math.min(count, BUFFER);
        data.read(position, in, 0, next);
        inflater.setInput(in, 0, next);
        return next;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
