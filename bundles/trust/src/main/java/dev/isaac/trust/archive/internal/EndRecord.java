package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import java.io.IOException;

/**
 * The end of an archive.
 *
 * @param entries how many entries the central directory has
 * @param offset where it starts
 * @param size how long it is
 */
record EndRecord(long entries, long offset, long size) {

    private static final long END = 0x06054b50L;
    private static final long LOCATOR = 0x07064b50L;
    private static final long END64 = 0x06064b50L;
    private static final int END_SIZE = 22;
    private static final int LOCATOR_SIZE = 20;
    private static final int END64_SIZE = 56;
    private static final int MAX_COMMENT = 0xffff;

    /** Reads it; the directory ends exactly where the end records begin. */
    static EndRecord read(Data data) throws ArchiveException, IOException {
        if (data.length() < END_SIZE) {
            throw new ArchiveException(ArchiveFault.TRUNCATED, "");
        }
        long at = position(data);
        Fields end = new Fields(data.read(at, END_SIZE));
        if (end.u16(4) != 0 || end.u16(6) != 0 || end.u16(8) != end.u16(10)) {
            throw new ArchiveException(ArchiveFault.MULTI_DISK, "");
        }
        EndRecord plain = new EndRecord(end.u16(10), end.u32(16), end.u32(12));
        EndRecord record = plain;
        long endsAt = at;
        boolean has64 = at >= LOCATOR_SIZE && new Fields(data.read(at - LOCATOR_SIZE, LOCATOR_SIZE)).u32(0) == LOCATOR;
        if (has64) {
            // Also where nothing needs it, as streaming writers do: some readers take it whenever it is there, so it
            // must agree.
            endsAt = new Fields(data.read(at - LOCATOR_SIZE, LOCATOR_SIZE)).u64(8);
            record = read64(data, at, endsAt, plain);
        } else if (plain.offset == Fields.INT_FULL || plain.size == Fields.INT_FULL) {
            throw new ArchiveException(ArchiveFault.ZIP64, "no locator");
        }
        record.requireEndsAt(data, endsAt);
        return record;
    }

    private static EndRecord read64(Data data, long end, long at, EndRecord plain)
            throws ArchiveException, IOException {
        Fields locator = new Fields(data.read(end - LOCATOR_SIZE, LOCATOR_SIZE));
        // The record lies directly before its locator: whoever searches and whoever follows the offset sees the same.
        if (locator.u32(4) != 0 || locator.u32(16) != 1 || at != end - LOCATOR_SIZE - END64_SIZE || at < 0) {
            throw new ArchiveException(ArchiveFault.ZIP64, "the locator leads astray");
        }
        Fields record = new Fields(data.read(at, END64_SIZE));
        if (record.u32(0) != END64
                || record.u64(4) != END64_SIZE - 12
                || record.u32(16) != 0
                || record.u32(20) != 0
                || record.u64(24) != record.u64(32)) {
            throw new ArchiveException(ArchiveFault.ZIP64, "the end record is malformed");
        }
        EndRecord wide = new EndRecord(record.u64(32), record.u64(48), record.u64(40));
        if (contradicts(plain.entries, Fields.SHORT_FULL, wide.entries)
                || contradicts(plain.offset, Fields.INT_FULL, wide.offset)
                || contradicts(plain.size, Fields.INT_FULL, wide.size)) {
            throw new ArchiveException(ArchiveFault.ZIP64, "the two end records differ");
        }
        return wide;
    }

    private static boolean contradicts(long narrow, long full, long wide) {
        return narrow != full && narrow != wide;
    }

    private void requireEndsAt(Data data, long endsAt) throws ArchiveException, IOException {
        if (offset < 0 || size < 0 || entries < 0 || offset > endsAt || size > endsAt) {
            throw new ArchiveException(ArchiveFault.DIRECTORY, "it lies outside of the archive");
        }
        if (offset + size == endsAt) {
            return;
        }
        if (offset + size > endsAt) {
            throw new ArchiveException(ArchiveFault.DIRECTORY, "it overlaps the end record");
        }
        throw Gap.fault(data, 0, endsAt - size - offset, "the directory is not where the end record says");
    }

    /**
     * Where the end record starts. A comment may follow it; one that holds what a reader who searches could take for a
     * record of an archive is refused.
     */
    private static long position(Data data) throws ArchiveException, IOException {
        long from = Math.max(0, data.length() - END_SIZE - MAX_COMMENT);
        byte[] tail = data.read(from, (int) (data.length() - from));
        Fields fields = new Fields(tail);
        for (int i = tail.length - END_SIZE; i >= 0; i--) {
            if (fields.u32(i) != END) {
                continue;
            }
            if (i + END_SIZE + fields.u16(i + 20) != tail.length) {
                throw new ArchiveException(ArchiveFault.TRAILING_BYTES, "");
            }
            for (int j = i + END_SIZE; j + 1 < tail.length; j++) {
                if (tail[j] == 'P' && tail[j + 1] == 'K') {
                    throw new ArchiveException(ArchiveFault.COMMENT, "");
                }
            }
            return from + i;
        }
        throw new ArchiveException(ArchiveFault.TRUNCATED, "no end record");
    }
}
