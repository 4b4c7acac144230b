package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
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
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC) {
                return CORRUPT;
            }
            in.readUnsignedShort();
            int major = in.readUnsignedShort();
            String name = thisClass(in);
            return major < FIRST_MAJOR || name == null ? CORRUPT : new ClassFile(name, major - JAVA_OFFSET);
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
        if (!name.equals(expected)) {
            throw new ArchiveException(ArchiveFault.CLASS_FILE, entry + " holds another class");
        }
    }

    private static @Nullable String thisClass(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        @Nullable String[] texts = new @Nullable String[count];
        int[] classes = new int[count];
        int i = 1;
        while (i < count) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 7 -> classes[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> in.skipNBytes(8);
                default -> throw new IOException("unknown constant");
            }
            // Long and double take two places.
            i += tag == 5 || tag == 6 ? 2 : 1;
        }
        in.readUnsignedShort();
        int self = in.readUnsignedShort();
        return self >= count || classes[self] >= count ? null : texts[classes[self]];
    }
}
