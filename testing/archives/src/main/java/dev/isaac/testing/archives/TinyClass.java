package dev.isaac.testing.archives;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Makes the smallest class files. */
public final class TinyClass {

    private static final int PUBLIC_SUPER = 0x21;

    private TinyClass() {}

    /** A class without members, of a class file version: 61 is that of Java 17. */
    public static byte[] of(String internalName, int major) {
        return of(internalName, major, 0);
    }

    /** As {@link #of(String, int)}, with a minor version: 65535 marks preview features. */
    public static byte[] of(String internalName, int major, int minor) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0xcafebabe);
            out.writeShort(minor);
            out.writeShort(major);
            out.writeShort(5);
            out.writeByte(1);
            out.writeUTF(internalName);
            out.writeByte(7);
            out.writeShort(1);
            out.writeByte(1);
            out.writeUTF("java/lang/Object");
            out.writeByte(7);
            out.writeShort(3);
            out.writeShort(PUBLIC_SUPER);
            out.writeShort(2);
            out.writeShort(4);
            // No interfaces, fields, methods, attributes.
            out.writeLong(0);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
