package dev.isaac.trust.archive.internal;

/** Little-endian fields of a record. */
final class Fields {

    static final int SHORT_FULL = 0xffff;
    static final long INT_FULL = 0xffff_ffffL;

    private final byte[] bytes;

    Fields(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    int u16(int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }

    long u32(int at) {
        return u16(at) | (long) u16(at + 2) << 16;
    }

    /** A 64-bit field; a negative result stands for an absurd size, which every caller refuses. */
    long u64(int at) {
        return u32(at) | u32(at + 4) << 32;
    }
}
