package dev.isaac.trust.archive.internal;

import java.util.Arrays;

/**
 * Keeps an entry's first bytes, which say what it is whatever its name says, and all of them where they are wanted or turn
 * out to be an archive. Takes no more memory than the entry is long.
 */
final class Capture implements EntryData.Sink {

    /** What the first bytes show. */
    enum Content {
        ARCHIVE,
        CLASS,
        NATIVE,
        OTHER
    }

    private static final int HEAD = 8;
    private static final int CLASS_MAGIC = 0xcafebabe;
    private static final int FIRST_MAJOR = 45;
    private static final int ELF = 0x7f454c46;
    private static final int ARCHIVE = 0x504b0304;
    private static final int EMPTY_ARCHIVE = 0x504b0506;

    private final boolean all;
    private final boolean archives;
    private final int size;
    private byte[] bytes;
    private int count;
    private Content content = Content.OTHER;

    /**
     * For one entry.
     *
     * @param size its length, at which the bytes end
     * @param all whether everything is kept
     * @param archives whether everything is kept of an archive
     */
    Capture(int size, boolean all, boolean archives) {
        this.size = size;
        this.all = all;
        this.archives = archives;
        this.bytes = new byte[all ? size : Math.min(HEAD, size)];
    }

    @Override
    public void accept(byte[] buffer, int length) {
        int offset = 0;
        if (count < HEAD) {
            offset = Math.min(HEAD - count, length);
            append(buffer, 0, offset);
            content = content(bytes, count);
            if (archives && content == Content.ARCHIVE) {
                bytes = Arrays.copyOf(bytes, size);
            }
        }
        if (all || (archives && content == Content.ARCHIVE)) {
            append(buffer, offset, length - offset);
        }
    }

    private void append(byte[] buffer, int offset, int length) {
        System.arraycopy(buffer, offset, bytes, count, length);
        count += length;
    }

    private static Content content(byte[] head, int count) {
        if (count < 4) {
            return Content.OTHER;
        }
        int magic = (head[0] & 0xff) << 24 | (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | (head[3] & 0xff);
        return switch (magic) {
            case ARCHIVE, EMPTY_ARCHIVE -> Content.ARCHIVE;
            // A library for several processors begins alike; where a class has its version, it has a small number.
            case CLASS_MAGIC ->
                count == HEAD && ((head[6] & 0xff) << 8 | (head[7] & 0xff)) < FIRST_MAJOR
                        ? Content.NATIVE
                        : Content.CLASS;
            case ELF, 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe -> Content.NATIVE;
            default -> Content.OTHER;
        };
    }

    /** What the entry is by its first bytes. */
    Content content() {
        return content;
    }

    /** What was kept. */
    byte[] bytes() {
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }
}
