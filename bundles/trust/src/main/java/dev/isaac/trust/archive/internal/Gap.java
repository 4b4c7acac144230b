package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import java.io.IOException;

/** Says what lies in bytes that nothing accounts for. */
final class Gap {

    private static final int LOOK = 64 * 1024;

    private Gap() {}

    /** The fault for unaccounted bytes. */
    static ArchiveException fault(Data data, long from, long length, String detail) throws IOException {
        int count = (int) Math.min(Math.min(length, LOOK), data.length() - from);
        byte[] bytes = data.read(from, Math.max(0, count));
        if (contains(bytes, 0x05, 0x06)) {
            return new ArchiveException(ArchiveFault.MULTIPLE_ENDS, detail);
        }
        if (from > 0 && contains(bytes, 0x03, 0x04)) {
            return new ArchiveException(ArchiveFault.HIDDEN_ENTRY, detail);
        }
        return new ArchiveException(from == 0 ? ArchiveFault.PREFIX : ArchiveFault.GAP, detail);
    }

    private static boolean contains(byte[] bytes, int third, int fourth) {
        for (int i = 0; i + 3 < bytes.length; i++) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == third && bytes[i + 3] == fourth) {
                return true;
            }
        }
        return false;
    }
}
