package dev.isaac.trust.archive.internal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Keeps an entry's first bytes, and all of them where they are wanted or turn out to be an archive. */
final class Capture implements EntryData.Sink {

    private static final int HEAD = 4;
    private static final byte[] ARCHIVE = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_ARCHIVE = {'P', 'K', 5, 6};

    private final boolean all;
    private final boolean archives;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean archive;

    Capture(boolean all, boolean archives) {
        this.all = all;
        this.archives = archives;
    }

    @Override
    public void accept(byte[] buffer, int count) {
        int offset = 0;
        if (bytes.size() < HEAD) {
            offset = Math.min(HEAD - bytes.size(), count);
            bytes.write(buffer, 0, offset);
            if (bytes.size() == HEAD) {
                byte[] head = bytes.toByteArray();
                archive = Arrays.equals(head, ARCHIVE) || Arrays.equals(head, EMPTY_ARCHIVE);
            }
        }
        if (all || (archives && archive)) {
            bytes.write(buffer, offset, count - offset);
        }
    }

    /** Whether the entry starts as an archive does. */
    boolean isArchive() {
        return archive;
    }

    /** What was kept. */
    byte[] bytes() {
        return bytes.toByteArray();
    }
}
