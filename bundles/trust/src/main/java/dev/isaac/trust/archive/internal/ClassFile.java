package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * As much of a class file as is needed to say what it is.
 *
 * @param name its internal name, such as {@code a/B}; empty when the file is corrupt
 * @param java the Java release that it is for
 */
record ClassFile(String name, int java) {

    private static final int MAGIC = 0xcafebabe;
    private static final int FIRST_MAJOR = 45;
    private static final int JAVA_OFFSET = 44;
    private static final ClassFile CORRUPT = new ClassFile("", 0);

    /** Reads version, constants and name. */
    static ClassFile read(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            if (in.getInt() != MAGIC) {
                return CORRUPT;
            }
            in.getShort();
            int major = u2(in);
            String name = thisClass(in, bytes);
            return major < FIRST_MAJOR || name == null ? CORRUPT : new ClassFile(name, major - JAVA_OFFSET);
        } catch (IOException | BufferUnderflowException e) {
            return CORRUPT;
        }
    }

    /**
     * Refuses a class file that is corrupt, too new, or not the class that its place says.
     *
     * @param expected its internal name by its place
     * @param newest the newest Java release whose class files are accepted
     */
    void require(String entry, String expected, int newest) throws ArchiveException {
        if (name.isEmpty()) {
            throw new ArchiveException(ArchiveFault.CLASS_FILE, entry);
        }
        if (java > newest) {
            throw new ArchiveException(ArchiveFault.CLASS_VERSION, entry + " is for Java " + java);
        }
        if (!name.equals(expected)) {
            throw new ArchiveException(ArchiveFault.CLASS_FILE, entry + " holds another class");
        }
    }

    private static @Nullable String thisClass(ByteBuffer in, byte[] bytes) throws IOException {
        int count = u2(in);
        // Where a text begins. Only one of thousands is ever needed as a string.
        int[] texts = new int[count];
        int[] classes = new int[count];
        int i = 1;
        while (i < count) {
            int tag = in.get();
            switch (tag) {
                case 1 -> {
                    texts[i] = in.position();
                    skipText(in, bytes);
                }
                case 7 -> classes[i] = u2(in);
                case 8, 16, 19, 20 -> skip(in, 2);
                case 15 -> skip(in, 3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(in, 4);
                case 5, 6 -> skip(in, 8);
                default -> throw new IOException("unknown constant");
            }
            // Long and double take two places.
            i += tag == 5 || tag == 6 ? 2 : 1;
        }
        in.getShort();
        int self = u2(in);
        return self >= count || classes[self] >= count || texts[classes[self]] == 0
                ? null
                : text(bytes, texts[classes[self]]);
    }

    private static int u2(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort());
    }

    private static void skip(ByteBuffer in, int count) {
        if (count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + count);
    }

    /** Skips a text in modified UTF-8, which must be well formed: what {@link DataInputStream#readUTF} takes, and no more. */
    private static void skipText(ByteBuffer in, byte[] bytes) throws IOException {
        int end = u2(in) + in.position();
        if (end > in.limit()) {
            throw new BufferUnderflowException();
        }
        int at = in.position();
        while (at < end) {
            int lead = bytes[at] & 0xff;
            int following = lead < 0x80 ? 0 : (lead & 0xe0) == 0xc0 ? 1 : (lead & 0xf0) == 0xe0 ? 2 : -1;
            if (following < 0 || at + following >= end) {
                throw new IOException("malformed text");
            }
            for (int k = 1; k <= following; k++) {
                if ((bytes[at + k] & 0xc0) != 0x80) {
                    throw new IOException("malformed text");
                }
            }
            at += 1 + following;
        }
        in.position(end);
    }

    private static String text(byte[] bytes, int position) throws IOException {
        try (DataInputStream text =
                new DataInputStream(new ByteArrayInputStream(bytes, position, bytes.length - position))) {
            return text.readUTF();
        }
    }
}
