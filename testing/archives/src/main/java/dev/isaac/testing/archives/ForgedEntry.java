package dev.isaac.testing.archives;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** An entry whose every field a test may falsify; a new one is honest. */
public final class ForgedEntry {

    /** The data as it lies in the archive. */
    public byte[] packed;

    /** The name in the local header. */
    public byte[] localName;

    /** The name in the central directory. */
    public byte[] centralName;

    /** Fields of the local header. */
    public final Header local = new Header();

    /** Fields of the central directory. */
    public final Header central = new Header();

    /** External attributes: the upper half is the Unix mode. */
    public long attributes;

    /** The entry's comment. */
    public byte[] comment = {};

    /** The disk that it starts on. */
    public int disk;

    /** What follows the data. */
    public byte[] afterData = {};

    /** Whether the central directory lists it. */
    public boolean listed = true;

    /** Whether it has a local header and data. */
    public boolean present = true;

    /** Added to the offset in the central directory. */
    public long offsetError;

    /** The offset in the central directory; negative for the true one. */
    public long offset = -1;

    /** The fields that both headers have. */
    public static final class Header {
        /** The version needed. */
        public int version = 20;

        /** The general purpose flags. */
        public int flags = 0x0800;

        /** The method: 0 stored, 8 deflated. */
        public int method;

        /** Time and date. */
        public long time = 0x5c210000L;

        /** The checksum. */
        public long crc;

        /** The packed size. */
        public long packed;

        /** The size. */
        public long size;

        /** The extra fields. */
        public byte[] extra = {};
    }

    private ForgedEntry(String name, byte[] content, byte[] packed, int method) {
        this.packed = packed;
        this.localName = name.getBytes(StandardCharsets.UTF_8);
        this.centralName = localName.clone();
        CRC32 crc = new CRC32();
        crc.update(content);
        both(header -> {
            header.method = method;
            header.crc = crc.getValue();
            header.packed = packed.length;
            header.size = content.length;
        });
    }

    /** A stored entry. */
    public static ForgedEntry stored(String name, byte[] content) {
        return new ForgedEntry(name, content, content.clone(), 0);
    }

    /** A stored entry with text. */
    public static ForgedEntry stored(String name, String content) {
        return stored(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A deflated entry. */
    public static ForgedEntry deflated(String name, byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(content);
        deflater.finish();
        // What cannot be packed becomes a little longer.
        byte[] buffer = new byte[content.length + content.length / 1000 + 64];
        int length = deflater.deflate(buffer);
        deflater.end();
        return new ForgedEntry(name, content, Arrays.copyOf(buffer, length), 8);
    }

    /** A folder; the name ends with a slash. */
    public static ForgedEntry folder(String name) {
        return stored(name, new byte[0]);
    }

    /** Changes both headers alike. */
    public ForgedEntry both(Consumer<Header> change) {
        change.accept(local);
        change.accept(central);
        return this;
    }

    /** Changes this entry. */
    public ForgedEntry with(Consumer<ForgedEntry> change) {
        change.accept(this);
        return this;
    }

    /** Puts zip64's sizes into the local header, where nothing needs them. */
    public ForgedEntry wideLocal() {
        local.extra =
                new Bytes().u16(1).u16(16).u64(local.size).u64(local.packed).toByteArray();
        local.size = 0xffffffffL;
        local.packed = 0xffffffffL;
        return this;
    }

    /** As {@link #descriptor}, with sizes of 64 bits, as the local header announces by its field of zip64. */
    public ForgedEntry wideDescriptor() {
        descriptor().wideLocal();
        afterData = new Bytes()
                .u32(0x08074b50L)
                .u32(central.crc)
                .u64(central.packed)
                .u64(central.size)
                .toByteArray();
        return this;
    }

    /** Puts sizes and checksum behind the data, as streaming writers do. */
    public ForgedEntry descriptor() {
        both(header -> header.flags |= 8);
        afterData = new Bytes()
                .u32(0x08074b50L)
                .u32(central.crc)
                .u32(central.packed)
                .u32(central.size)
                .toByteArray();
        local.crc = 0;
        local.packed = 0;
        local.size = 0;
        return this;
    }
}
