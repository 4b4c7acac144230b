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

    private static final int HEAD = 64;
    /** Where a class has its version. */
    private static final int CLASS_HEAD = 8;

    private static final int CLASS_MAGIC = 0xcafebabe;
    private static final int FIRST_MAJOR = 45;
    private static final int ELF = 0x7f454c46;
    private static final int ARCHIVE = 0x504b0304;
    private static final int EMPTY_ARCHIVE = 0x504b0506;
    /** A Windows library says at its 60th byte where this mark is. */
    private static final byte[] WINDOWS = {'P', 'E', 0, 0};

    private static final int WINDOWS_AT = 60;

    private final boolean all;
    private final int archives;
    private final int classes;
    private final int size;
    private byte[] bytes;
    private int count;
    private Content content = Content.OTHER;
    private long seen;
    private long markAt = -1;
    private int marks;

    /**
     * For one entry.
     *
     * @param size its length, at which the bytes end
     * @param all whether everything is kept
     * @param archives the longest archive of which everything is kept
     * @param classes the longest class of which everything is kept
     */
    Capture(int size, boolean all, int archives, int classes) {
        this.size = size;
        this.all = all;
        this.archives = archives;
        this.classes = classes;
        this.bytes = new byte[all ? size : Math.min(HEAD, size)];
    }

    /** Of no entry. */
    static Capture nothing() {
        return new Capture(0, false, 0, 0);
    }

    @Override
    public void accept(byte[] buffer, int length) {
        int offset = 0;
        if (count < HEAD) {
            offset = Math.min(HEAD - count, length);
            append(buffer, 0, offset);
            content = content(bytes, count);
            if (keeps()) {
                bytes = Arrays.copyOf(bytes, size);
            }
        }
        if (keeps()) {
            append(buffer, offset, length - offset);
        }
        if (markAt < 0 && count >= HEAD && bytes[0] == 'M' && bytes[1] == 'Z') {
            markAt = new Fields(bytes).u32(WINDOWS_AT);
            for (int i = 0; i < WINDOWS.length && markAt + i < HEAD; i++) {
                marks += bytes[(int) markAt + i] == WINDOWS[i] ? 1 : 0;
            }
        }
        look(buffer, length);
        seen += length;
    }

    /** Looks for the mark of a Windows library beyond the first bytes. */
    private void look(byte[] buffer, int length) {
        for (int i = 0; markAt >= 0 && i < WINDOWS.length; i++) {
            long at = markAt + i - seen;
            if (markAt + i >= HEAD && at >= 0 && at < length && buffer[(int) at] == WINDOWS[i]) {
                marks++;
            }
        }
    }

    private boolean keeps() {
        return switch (content) {
            case ARCHIVE -> all || size <= archives;
            case CLASS -> all || size <= classes;
            case NATIVE, OTHER -> all;
        };
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
                count >= CLASS_HEAD && ((head[6] & 0xff) << 8 | (head[7] & 0xff)) < FIRST_MAJOR
                        ? Content.NATIVE
                        : Content.CLASS;
            case ELF, 0xcafebabf, 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe -> Content.NATIVE;
            default -> Content.OTHER;
        };
    }

    /** What the entry is by its first bytes. */
    Content content() {
        return marks == WINDOWS.length ? Content.NATIVE : content;
    }

    /** What was kept. */
    byte[] bytes() {
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }
}
