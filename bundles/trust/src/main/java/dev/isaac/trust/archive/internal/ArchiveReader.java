package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import dev.isaac.trust.archive.ArchiveLimits;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Reads a whole archive: end records, central directory, then every local header and every byte of data. The entries
 * must lie one after the other from the first byte to the directory, so that no byte has a second meaning.
 */
public final class ArchiveReader {

    private static final long CENTRAL = 0x02014b50L;
    private static final long LOCAL = 0x04034b50L;
    private static final long DESCRIPTOR = 0x08074b50L;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL_SIZE = 30;
    private static final int MAX_DIRECTORY = 16 * 1024 * 1024;
    private static final long RATIO_FROM = 1024 * 1024;

    private final Data data;
    private final ArchiveLimits limits;
    private final Budget budget;

    /** What is left of the limits over an archive and the archives in it. */
    static final class Budget {
        private long entries;
        private long bytes;

        Budget(ArchiveLimits limits) {
            this.entries = limits.maxEntries();
            this.bytes = limits.maxTotal();
        }

        private void takeEntries(long count) throws ArchiveException {
            entries -= count;
            if (entries < 0) {
                throw new ArchiveException(ArchiveFault.TOO_MANY_ENTRIES, "");
            }
        }

        private void takeBytes(long count) throws ArchiveException {
            bytes -= count;
            if (bytes < 0) {
                throw new ArchiveException(ArchiveFault.TOTAL_TOO_LARGE, "");
            }
        }
    }

    /** What is told of each entry, in the order of the data. */
    interface Visitor {
        /** Starts an entry and returns what takes its bytes. */
        EntryData.Sink start(CentralEntry entry) throws ArchiveException;

        /** The entry was verified to its end. */
        void end(CentralEntry entry) throws ArchiveException, IOException;
    }

    ArchiveReader(Data data, ArchiveLimits limits, Budget budget) {
        this.data = data;
        this.limits = limits;
        this.budget = budget;
    }

    /** Reads everything; the entries are returned in the order of the directory. */
    List<CentralEntry> read(Visitor visitor) throws ArchiveException, IOException {
        if (data.length() > limits.maxArchive()) {
            throw new ArchiveException(ArchiveFault.TOO_LONG, data.length() + " bytes");
        }
        try {
            EndRecord end = EndRecord.read(data);
            List<CentralEntry> entries = directory(end);
            Names.checkAll(entries);
            requireLimits(entries);
            locals(entries, end.offset(), visitor);
            return entries;
        } catch (EOFException e) {
            throw new ArchiveException(ArchiveFault.TRUNCATED, "");
        }
    }

    private List<CentralEntry> directory(EndRecord end) throws ArchiveException, IOException {
        budget.takeEntries(end.entries());
        if (end.size() > MAX_DIRECTORY || end.size() < end.entries() * CENTRAL_SIZE) {
            throw new ArchiveException(ArchiveFault.DIRECTORY, "its size is impossible");
        }
        byte[] bytes = data.read(end.offset(), (int) end.size());
        List<CentralEntry> entries = new ArrayList<>();
        int at = 0;
        for (long i = 0; i < end.entries(); i++) {
            if (at + CENTRAL_SIZE > bytes.length) {
                throw new ArchiveException(ArchiveFault.DIRECTORY, "it ends early");
            }
            Fields header = new Fields(Arrays.copyOfRange(bytes, at, at + CENTRAL_SIZE));
            int name = header.u16(28);
            int extra = header.u16(30);
            if (header.u32(0) != CENTRAL) {
                throw new ArchiveException(ArchiveFault.DIRECTORY, "no entry where one should be");
            }
            if (header.u16(32) != 0) {
                throw new ArchiveException(ArchiveFault.COMMENT, "of an entry");
            }
            at += CENTRAL_SIZE;
            if (at + name + extra > bytes.length) {
                throw new ArchiveException(ArchiveFault.DIRECTORY, "it ends early");
            }
            entries.add(CentralEntry.of(
                    header,
                    Arrays.copyOfRange(bytes, at, at + name),
                    Arrays.copyOfRange(bytes, at + name, at + name + extra)));
            at += name + extra;
        }
        if (at != bytes.length) {
            throw new ArchiveException(ArchiveFault.DIRECTORY, "something follows its last entry");
        }
        return entries;
    }

    private void requireLimits(List<CentralEntry> entries) throws ArchiveException {
        for (CentralEntry entry : entries) {
            if (entry.size() > limits.maxEntry()) {
                throw new ArchiveException(ArchiveFault.ENTRY_TOO_LARGE, entry.name());
            }
            budget.takeBytes(entry.size());
            if (entry.size() > RATIO_FROM && entry.size() / Math.max(1, entry.packed()) > limits.maxRatio()) {
                throw new ArchiveException(ArchiveFault.RATIO, entry.name());
            }
        }
    }

    private void locals(List<CentralEntry> entries, long directory, Visitor visitor)
            throws ArchiveException, IOException {
        List<CentralEntry> ordered = new ArrayList<>(entries);
        ordered.sort(Comparator.comparingLong(CentralEntry::offset));
        try (EntryData unpacker = new EntryData(data)) {
            locals(ordered, directory, unpacker, visitor);
        }
    }

    private void locals(List<CentralEntry> ordered, long directory, EntryData unpacker, Visitor visitor)
            throws ArchiveException, IOException {
        long position = 0;
        for (int i = 0; i < ordered.size(); i++) {
            CentralEntry entry = ordered.get(i);
            long next = i + 1 < ordered.size() ? ordered.get(i + 1).offset() : directory;
            if (entry.offset() < position || next > directory) {
                throw new ArchiveException(ArchiveFault.OVERLAP, entry.name());
            }
            if (entry.offset() > position) {
                throw Gap.fault(data, position, entry.offset() - position, "before " + entry.name());
            }
            position = local(entry, next, directory, unpacker, visitor);
        }
        if (position != directory) {
            throw Gap.fault(data, position, directory - position, "before the directory");
        }
    }

    /** Checks one local header, data and descriptor; returns where they end. */
    private long local(CentralEntry entry, long next, long directory, EntryData unpacker, Visitor visitor)
            throws ArchiveException, IOException {
        if (entry.offset() + LOCAL_SIZE > directory) {
            throw new ArchiveException(ArchiveFault.OVERLAP, entry.name());
        }
        Fields header = new Fields(data.read(entry.offset(), LOCAL_SIZE));
        if (header.u32(0) != LOCAL) {
            throw new ArchiveException(ArchiveFault.HEADER_MISMATCH, entry.name() + " has no local header");
        }
        long names = entry.offset() + LOCAL_SIZE;
        long start = names + header.u16(26) + header.u16(28);
        if (start > directory || entry.packed() > directory - start) {
            throw new ArchiveException(ArchiveFault.OVERLAP, entry.name());
        }
        byte[] name = data.read(names, header.u16(26));
        byte[] extra = data.read(names + name.length, header.u16(28));
        boolean wide = requireSame(entry, header, name, extra);
        unpacker.read(entry, start, visitor.start(entry));
        visitor.end(entry);
        long end = start + entry.packed();
        return entry.hasDescriptor() ? descriptor(entry, end, next, wide) : end;
    }

    /** Refuses a local header that says otherwise than the directory; whether its sizes are those of zip64. */
    private static boolean requireSame(CentralEntry entry, Fields header, byte[] name, byte[] extra)
            throws ArchiveException {
        if (!Arrays.equals(name, entry.rawName())
                || header.u16(6) != entry.flags()
                || header.u16(8) != entry.method()
                || header.u32(10) != entry.timestamp()) {
            throw new ArchiveException(ArchiveFault.HEADER_MISMATCH, entry.name());
        }
        CentralEntry.requireVersion(header.u16(4), entry.name());
        long crc = header.u32(14);
        long packed = header.u32(18);
        long size = header.u32(22);
        Fields wide = Extra.zip64(extra, entry.rawName(), entry.name());
        if (wide != null) {
            // In a local header both sizes are there, and the plain ones full.
            if (wide.bytes().length != 16 || packed != Fields.INT_FULL || size != Fields.INT_FULL) {
                throw new ArchiveException(ArchiveFault.ZIP64, entry.name());
            }
            size = wide.u64(0);
            packed = wide.u64(8);
        }
        boolean same = crc == entry.crc() && packed == entry.packed() && size == entry.size();
        boolean deferred = entry.hasDescriptor() && crc == 0 && packed == 0 && size == 0;
        if (!same && !deferred) {
            throw new ArchiveException(ArchiveFault.HEADER_MISMATCH, entry.name());
        }
        return wide != null;
    }

    /** With or without its signature, with sizes of 4 or 8 bytes: the room up to what follows decides. */
    private long descriptor(CentralEntry entry, long at, long next, boolean zip64)
            throws ArchiveException, IOException {
        if (entry.method() == CentralEntry.STORED) {
            // Where the length comes after data without an end mark, streaming readers guess.
            throw new ArchiveException(ArchiveFault.DATA_DESCRIPTOR, entry.name());
        }
        long room = next - at;
        if (room < 12 || room > 24 || room % 4 != 0) {
            throw room > 24
                    ? Gap.fault(data, at, room, "after " + entry.name())
                    : new ArchiveException(ArchiveFault.DATA_DESCRIPTOR, entry.name());
        }
        Fields fields = new Fields(data.read(at, (int) room));
        boolean marked = room == 16 || room == 24;
        int from = marked ? 4 : 0;
        boolean wide = room >= 20;
        // A reader who does not know where the next entry begins goes by the zip64 field, and takes a checksum like the
        // mark
        // for the mark.
        if (wide != zip64 || (!marked && entry.crc() == DESCRIPTOR)) {
            throw new ArchiveException(ArchiveFault.DATA_DESCRIPTOR, entry.name());
        }
        long packed = wide ? fields.u64(from + 4) : fields.u32(from + 4);
        long size = wide ? fields.u64(from + 12) : fields.u32(from + 8);
        if ((marked && fields.u32(0) != DESCRIPTOR)
                || fields.u32(from) != entry.crc()
                || packed != entry.packed()
                || size != entry.size()) {
            throw new ArchiveException(ArchiveFault.DATA_DESCRIPTOR, entry.name());
        }
        return next;
    }
}
