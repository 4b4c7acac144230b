package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The extra fields of a header: only kinds that do not change what the entry is. */
final class Extra {

    private static final int ZIP64 = 0x0001;
    private static final int UNICODE_PATH = 0x7075;
    private static final int AES = 0x9901;
    private static final int STRONG_ENCRYPTION = 0x0017;
    /** Jar mark, timestamps (Info-ZIP, old Info-ZIP, NTFS), owners (two kinds), alignment, room to grow of office documents. */
    private static final Set<Integer> HARMLESS = Set.of(0xcafe, 0x5455, 0x5855, 0x000a, 0x7855, 0x7875, 0xd935, 0xa220);

    private Extra() {}

    /** Whether there is a field that says the name again, in UTF-8; {@link #zip64} checks what it says. */
    static boolean hasUnicodePath(byte[] extra) {
        Fields fields = new Fields(extra);
        for (int at = 0; at + 4 <= extra.length; at += 4 + fields.u16(at + 2)) {
            if (fields.u16(at) == UNICODE_PATH) {
                return true;
            }
        }
        return false;
    }

    /** Checks the fields and returns that of zip64, or null. */
    static @Nullable Fields zip64(byte[] extra, byte[] rawName, String name) throws ArchiveException {
        Map<Integer, byte[]> seen = new HashMap<>();
        Fields fields = new Fields(extra);
        int at = 0;
        while (at < extra.length) {
            if (at + 4 > extra.length || at + 4 + fields.u16(at + 2) > extra.length) {
                throw new ArchiveException(ArchiveFault.EXTRA_FIELD, name);
            }
            int id = fields.u16(at);
            int size = fields.u16(at + 2);
            if (id == AES || id == STRONG_ENCRYPTION) {
                throw new ArchiveException(ArchiveFault.ENCRYPTED, name);
            }
            if (id != ZIP64 && id != UNICODE_PATH && !HARMLESS.contains(id)) {
                throw new ArchiveException(ArchiveFault.EXTRA_FIELD, name + " has field 0x" + Integer.toHexString(id));
            }
            if (seen.put(id, Arrays.copyOfRange(extra, at + 4, at + 4 + size)) != null) {
                throw new ArchiveException(ArchiveFault.EXTRA_FIELD, name + " has a field twice");
            }
            at += 4 + size;
        }
        byte[] path = seen.get(UNICODE_PATH);
        if (path != null && !saysAgain(path, rawName)) {
            throw new ArchiveException(ArchiveFault.EXTRA_FIELD, name + " has another name in a field");
        }
        byte[] wide = seen.get(ZIP64);
        return wide == null ? null : new Fields(wide);
    }

    /** Whether a Unicode path field (version, checksum of the name in the header, name) holds the very name of the header. */
    private static boolean saysAgain(byte[] path, byte[] rawName) {
        CRC32 crc = new CRC32();
        crc.update(rawName);
        return path.length == 5 + rawName.length
                && path[0] == 1
                && new Fields(path).u32(1) == crc.getValue()
                && Arrays.equals(path, 5, path.length, rawName, 0, rawName.length);
    }
}
