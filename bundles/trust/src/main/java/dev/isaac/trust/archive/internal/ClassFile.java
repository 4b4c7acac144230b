package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
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
    private static final int TEXT = 1;
    private static final int CLASS = 7;
    private static final ClassFile CORRUPT = new ClassFile("", 0, false);

    /** Reads it. */
    static ClassFile read(byte[] bytes) {
        try {
            Cursor in = new Cursor(bytes);
            if (in.u4() != MAGIC) {
                return CORRUPT;
            }
            int minor = in.u2();
            int major = in.u2();
            String name = thisClass(in);
            skipMembers(in);
            return major < FIRST_MAJOR || name == null || !in.isAtEnd()
                    ? CORRUPT
                    : new ClassFile(name, major - JAVA_OFFSET, minor == PREVIEW);
        } catch (IOException e) {
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
    private static void skipMembers(Cursor in) throws IOException {
        in.u2();
        in.skip(2L * in.u2());
        for (int members = 0; members < 2; members++) {
            int count = in.u2();
            for (int i = 0; i < count; i++) {
                in.skip(6);
                skipAttributes(in);
            }
        }
        skipAttributes(in);
    }

    private static void skipAttributes(Cursor in) throws IOException {
        int count = in.u2();
        for (int i = 0; i < count; i++) {
            in.u2();
            in.skip(Integer.toUnsignedLong(in.u4()));
        }
    }

    private static @Nullable String thisClass(Cursor in) throws IOException {
        int count = in.u2();
        // Where the content of each constant begins, negative for texts. Only one of thousands is ever needed as a
        // string.
        int[] places = new int[count];
        for (int i = 1; i < count; i++) {
            int tag = in.u1();
            places[i] = tag == TEXT ? -in.at : in.at;
            switch (tag) {
                case TEXT -> in.skipText();
                case 7, 8, 16, 19, 20 -> in.skip(2);
                case 15 -> in.skip(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skip(4);
                case 5, 6 -> {
                    in.skip(8);
                    i++; // they take two places
                }
                default -> throw new IOException("unknown constant");
            }
        }
        in.u2();
        int self = in.u2();
        if (self >= count || places[self] <= 0 || in.bytes[places[self] - 1] != CLASS) {
            return null;
        }
        int text = new Cursor(in.bytes, places[self]).u2();
        return text >= count || places[text] >= 0 ? null : in.text(-places[text]);
    }

    /** A place in the bytes; what would lead beyond their end throws. Looks at the array itself: this is most of the work. */
    private static final class Cursor {
        private final byte[] bytes;
        private int at;

        Cursor(byte[] bytes) {
            this(bytes, 0);
        }

        Cursor(byte[] bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        boolean isAtEnd() {
            return at == bytes.length;
        }

        int u1() throws IOException {
            skip(1);
            return bytes[at - 1] & 0xff;
        }

        int u2() throws IOException {
            skip(2);
            return (bytes[at - 2] & 0xff) << 8 | (bytes[at - 1] & 0xff);
        }

        int u4() throws IOException {
            return u2() << 16 | u2();
        }

        void skip(long count) throws IOException {
            if (count > bytes.length - at) {
                throw new EOFException();
            }
            at += (int) count;
        }

        /**
         * Skips a text in modified UTF-8. It must be well formed, as {@link DataInputStream#readUTF} takes it, and in its
         * shortest form, as the platform asks since Java 1.4: a name that is written otherwise hides from who compares bytes.
         */
        void skipText() throws IOException {
            int length = u2();
            int from = at;
            skip(length);
            int end = at;
            byte[] text = bytes;
            int i = from;
            while (i < end) {
                // Nearly every text is plain ASCII, and texts are most of a class file.
                if (text[i] >= 0) {
                    i++;
                    continue;
                }
                int lead = text[i] & 0xff;
                int following = (lead & 0xe0) == 0xc0 ? 1 : (lead & 0xf0) == 0xe0 ? 2 : -1;
                if (following < 0 || i + following >= end) {
                    throw new IOException("malformed text");
                }
                int value = lead & (following == 1 ? 0x1f : 0x0f);
                for (int k = 1; k <= following; k++) {
                    if ((text[i + k] & 0xc0) != 0x80) {
                        throw new IOException("malformed text");
                    }
                    value = value << 6 | (text[i + k] & 0x3f);
                }
                // Only zero is written longer, in two bytes.
                if (value < (following == 1 ? 0x80 : 0x800) && (value != 0 || following == 2)) {
                    throw new IOException("text that is longer than it needs to be");
                }
                i += 1 + following;
            }
        }

        String text(int position) throws IOException {
            try (DataInputStream text =
                    new DataInputStream(new ByteArrayInputStream(bytes, position, bytes.length - position))) {
                return text.readUTF();
            }
        }
    }
}
