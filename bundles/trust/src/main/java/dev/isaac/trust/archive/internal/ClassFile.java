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
 * What a class file is. It is walked through to its end, so that nothing can hide behind what a loader reads.
 *
 * @param name its internal name, such as {@code a/B}; empty when the file is corrupt
 * @param java the Java release that it is for
 * @param preview whether it needs features that its release only previews, which no host enables
 */
record ClassFile(String name, int java, boolean preview) {

    private static final int MAGIC = 0xcafebabe;
    private static final int FIRST_MAJOR = 45;
    private static final int JAVA_OFFSET = 44;
    private static final int PREVIEW = 0xffff;
    private static final ClassFile CORRUPT = new ClassFile("", 0, false);

    /** Reads it. */
    static ClassFile read(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            if (in.getInt() != MAGIC) {
                return CORRUPT;
            }
            int minor = u2(in);
            int major = u2(in);
            String name = thisClass(in, bytes);
            skipMembers(in);
            return major < FIRST_MAJOR || name == null || in.hasRemaining()
                    ? CORRUPT
                    : new ClassFile(name, major - JAVA_OFFSET, minor == PREVIEW);
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
        if (preview) {
            throw new ArchiveException(ArchiveFault.CLASS_VERSION, entry + " needs preview features of Java " + java);
        }
        if (!name.equals(expected)) {
            throw new ArchiveException(ArchiveFault.CLASS_FILE, entry + " holds another class");
        }
        if (name.startsWith("java/")) {
            throw new ArchiveException(ArchiveFault.CLASS_FILE, entry + " claims to be the platform's");
        }
    }

    /** Super class, interfaces, fields, methods, attributes. */
    private static void skipMembers(ByteBuffer in) {
        in.getShort();
        skip(in, 2L * u2(in));
        for (int members = 0; members < 2; members++) {
            int count = u2(in);
            for (int i = 0; i < count; i++) {
                skip(in, 6);
                skipAttributes(in);
            }
        }
        skipAttributes(in);
    }

    private static void skipAttributes(ByteBuffer in) {
        int count = u2(in);
        for (int i = 0; i < count; i++) {
            in.getShort();
            skip(in, Integer.toUnsignedLong(in.getInt()));
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

    private static void skip(ByteBuffer in, long count) {
        if (count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + (int) count);
    }

    /** Skips a text in modified UTF-8, which must be well formed: what {@link DataInputStream#readUTF} takes, and no more. */
    private static void skipText(ByteBuffer in, byte[] bytes) throws IOException {
        int end = u2(in) + in.position();
        if (end > in.limit()) {
            throw new BufferUnderflowException();
        }
        int at = in.position();
        while (at < end) {
            // Nearly every text is plain ASCII, and texts are most of a class file.
            if (bytes[at] >= 0) {
                at++;
                continue;
            }
            int lead = bytes[at] & 0xff;
            int following = (lead & 0xe0) == 0xc0 ? 1 : (lead & 0xf0) == 0xe0 ? 2 : -1;
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
