package dev.isaac.testing.archives;

import java.io.ByteArrayOutputStream;

/** Little-endian fields, one after the other. */
public final class Bytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Appends 16 bits. */
    public Bytes u16(int value) {
        out.write(value);
        out.write(value >>> 8);
        return this;
    }

    /** Appends 32 bits. */
    public Bytes u32(long value) {
        return u16((int) value).u16((int) (value >>> 16));
    }

    /** Appends 64 bits. */
    public Bytes u64(long value) {
        return u32(value).u32(value >>> 32);
    }

    /** Appends bytes. */
    public Bytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** How many bytes there are. */
    public int size() {
        return out.size();
    }

    /** All bytes. */
    public byte[] toByteArray() {
        return out.toByteArray();
    }
}
