package dev.isaac.testing.archives;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Texts with a checksum of one's choice. */
final class Checksums {

    private static final int POLYNOMIAL = 0xedb88320;

    private Checksums() {}

    /** A text with four bytes after it that give the whole that CRC-32. */
    static byte[] suffixed(String text, int wanted) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        // Backwards through four bytes from the wanted end to the state at which they have to begin.
        int state = ~wanted;
        for (int bit = 0; bit < 32; bit++) {
            state = state < 0 ? ((state ^ POLYNOMIAL) << 1) | 1 : state << 1;
        }
        int suffix = state ^ ~(int) crc.getValue();
        byte[] all = Arrays.copyOf(bytes, bytes.length + 4);
        for (int i = 0; i < 4; i++) {
            all[bytes.length + i] = (byte) (suffix >>> (8 * i));
        }
        return all;
    }
}
