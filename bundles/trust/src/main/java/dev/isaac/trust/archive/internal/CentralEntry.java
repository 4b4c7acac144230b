package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import org.jspecify.annotations.Nullable;

/** An entry as the central directory describes it, checked for itself. */
final class CentralEntry {

    static final int FLAG_DESCRIPTOR = 0x0008;
    static final int FLAG_UTF8 = 0x0800;
    static final int STORED = 0;
    static final int DEFLATED = 8;

    private static final int FLAGS_LEVEL = 0x0006;
    private static final int FLAGS_ENCRYPTED = 0x2041;
    private static final int MAX_VERSION = 45;
    private static final int MODE_UNSET = 0xffff;
    private static final int MODE_TYPE = 0xf000;
    private static final int MODE_FILE = 0x8000;
    private static final int MODE_FOLDER = 0x4000;

    private final Fields header;
    private final byte[] rawName;
    private final String name;
    private final long packed;
    private final long size;
    private final long offset;

    private CentralEntry(Fields header, byte[] rawName, String name, long packed, long size, long offset) {
        this.header = header;
        this.rawName = rawName;
        this.name = name;
        this.packed = packed;
        this.size = size;
        this.offset = offset;
    }

    /** Checks a header of 46 bytes with the name and extra fields that follow it. */
    static CentralEntry of(Fields header, byte[] rawName, byte[] extra) throws ArchiveException {
        boolean utf8 = (header.u16(8) & FLAG_UTF8) != 0 || Extra.hasUnicodePath(extra);
        String name = Names.decode(rawName, utf8);
        Names.check(name);
        requireFlags(header.u16(8), name);
        if (header.u16(10) != STORED && header.u16(10) != DEFLATED) {
            throw new ArchiveException(ArchiveFault.METHOD, name + " uses method " + header.u16(10));
        }
        requireVersion(header.u16(6), name);
        if (header.u16(34) != 0) {
            throw new ArchiveException(ArchiveFault.MULTI_DISK, name);
        }
        requireOrdinary(header, name);
        long[] sizes = sizes(header, Extra.zip64(extra, rawName, name), name);
        CentralEntry entry = new CentralEntry(header, rawName, name, sizes[1], sizes[0], sizes[2]);
        if (entry.isFolder() && entry.size != 0) {
            throw new ArchiveException(ArchiveFault.FOLDER_WITH_DATA, name);
        }
        if (entry.method() == STORED && entry.packed != entry.size) {
            throw new ArchiveException(ArchiveFault.SIZE, name);
        }
        return entry;
    }

    static void requireVersion(int needed, String name) throws ArchiveException {
        if ((needed & 0xff) > MAX_VERSION) {
            throw new ArchiveException(ArchiveFault.METHOD, name + " needs a newer version of the format");
        }
    }

    static void requireFlags(int flags, String name) throws ArchiveException {
        if ((flags & FLAGS_ENCRYPTED) != 0) {
            throw new ArchiveException(ArchiveFault.ENCRYPTED, name);
        }
        if ((flags & ~(FLAG_DESCRIPTOR | FLAG_UTF8 | FLAGS_LEVEL)) != 0) {
            throw new ArchiveException(ArchiveFault.FLAGS, name);
        }
    }

    /** The file type in the upper half of the external attributes, whoever wrote it: some readers do not ask. */
    private static void requireOrdinary(Fields header, String name) throws ArchiveException {
        int type = header.u16(40) & MODE_TYPE;
        // All bits set is no type; old build tools wrote it for folders, which have no data that could be a link.
        if (header.u16(40) == MODE_UNSET && name.endsWith("/")) {
            return;
        }
        if (type != 0 && type != MODE_FILE && type != MODE_FOLDER) {
            throw new ArchiveException(ArchiveFault.SYMLINK, name);
        }
        if (type != 0 && (type == MODE_FOLDER) != name.endsWith("/")) {
            throw new ArchiveException(ArchiveFault.FILE_AND_FOLDER, name);
        }
    }

    /** Size, packed size and offset, from zip64 exactly where the plain fields are full. */
    private static long[] sizes(Fields header, @Nullable Fields wide, String name) throws ArchiveException {
        long[] values = {header.u32(24), header.u32(20), header.u32(42)};
        int at = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != Fields.INT_FULL) {
                continue;
            }
            if (wide == null || at + 8 > wide.bytes().length) {
                throw new ArchiveException(ArchiveFault.ZIP64, name);
            }
            values[i] = wide.u64(at);
            at += 8;
            if (values[i] < 0) {
                throw new ArchiveException(ArchiveFault.ZIP64, name);
            }
        }
        if (wide != null && (at == 0 || at != wide.bytes().length)) {
            throw new ArchiveException(ArchiveFault.ZIP64, name + " has zip64 fields that nothing needs");
        }
        return values;
    }

    String name() {
        return name;
    }

    byte[] rawName() {
        return rawName;
    }

    boolean isFolder() {
        return name.endsWith("/");
    }

    int flags() {
        return header.u16(8);
    }

    boolean hasDescriptor() {
        return (flags() & FLAG_DESCRIPTOR) != 0;
    }

    int method() {
        return header.u16(10);
    }

    long timestamp() {
        return header.u32(12);
    }

    long crc() {
        return header.u32(16);
    }

    long packed() {
        return packed;
    }

    long size() {
        return size;
    }

    long offset() {
        return offset;
    }
}
