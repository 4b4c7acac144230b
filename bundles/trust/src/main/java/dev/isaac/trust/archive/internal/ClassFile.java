package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** Reads as much of a class file as is needed to say what it is: version, constants, its own name. */
final class ClassFile {

    private static final int MAGIC = 0xcafebabe;
    private static final int FIRST_MAJOR = 45;
    private static final int JAVA_OFFSET = 44;

    private ClassFile() {}

    /**
     * Checks a class file.
     *
     * @param expected its internal name, such as {@code a/B}
     * @param java the newest Java release whose class files are accepted
     */
    static void check(String entry, byte[] bytes, String expected, int java) throws ArchiveException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC) {
                throw new ArchiveException(ArchiveFault.CLASS_FILE, entry);
            }
            in.readUnsignedShort();
            int major = in.readUnsignedShort();
            if (major < FIRST_MAJOR) {
                throw new ArchiveException(ArchiveFault.CLASS_FILE, entry);
            }
            if (major > java + JAVA_OFFSET) {
                throw new ArchiveException(ArchiveFault.CLASS_VERSION, entry + " is for Java " + (major - JAVA_OFFSET));
            }
            String name = thisClass(in, entry);
            if (!name.equals(expected)) {
                throw new ArchiveException(ArchiveFault.CLASS_FILE, entry + " holds another class");
            }
        } catch (IOException e) {
            throw new ArchiveException(ArchiveFault.CLASS_FILE, entry + " ends early");
        }
    }

    private static String thisClass(DataInputStream in, String entry) throws IOException, ArchiveException {
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
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
                default -> throw new ArchiveException(ArchiveFault.CLASS_FILE, entry + " has an unknown constant");
            }
            // Long and double take two places.
            i += tag == 5 || tag == 6 ? 2 : 1;
        }
        in.readUnsignedShort();
        int self = in.readUnsignedShort();
        if (self >= count || classes[self] >= count || texts[classes[self]] == null) {
            throw new ArchiveException(ArchiveFault.CLASS_FILE, entry + " does not name itself");
        }
        return texts[classes[self]];
    }
}
