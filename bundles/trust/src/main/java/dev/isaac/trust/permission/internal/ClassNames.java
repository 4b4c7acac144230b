package dev.isaac.trust.permission.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;

/**
 * What one class file names: everything that its code can refer to stands in its constants, method references, lambdas and
 * their bootstrap methods too.
 *
 * @param parents its super class and interfaces
 * @param classes the classes that stand there as such; arrays as what they hold
 * @param members the methods and fields
 * @param texts the texts that may be names of classes, as internal names
 * @param hasNative whether it declares a method without Java code
 */
record ClassNames(
        List<String> parents, List<String> classes, List<Member> members, List<String> texts, boolean hasNative) {

    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int ACC_NATIVE = 0x0100;
    private static final int MAX_NAME = 512;

    /** A method or field that is used. */
    record Member(String owner, String name, String descriptor) {}

    /**
     * Reads a class file that was walked through to its end before.
     *
     * @throws IllegalArgumentException for a version that is not known here
     */
    static ClassNames read(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        char[] buffer = new char[reader.getMaxStringLength()];
        List<String> classes = new ArrayList<>();
        List<Member> members = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            // The second place of a long or double is empty.
            int tag = at == 0 ? 0 : reader.readByte(at - 1);
            switch (tag) {
                case CLASS -> classes.add(element(reader.readUTF8(at, buffer)));
                case FIELD, METHOD, INTERFACE_METHOD -> {
                    int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
                    members.add(new Member(
                            element(reader.readClass(at, buffer)),
                            reader.readUTF8(nameAndType, buffer),
                            reader.readUTF8(nameAndType + 2, buffer)));
                }
                case UTF8 -> text(bytes, at, reader.readUnsignedShort(at), texts);
                default -> {
                    // Numbers, and what only joins others.
                }
            }
        }
        List<String> parents = new ArrayList<>(List.of(reader.getInterfaces()));
        String superName = reader.getSuperName();
        if (superName != null) {
            parents.add(superName);
        }
        return new ClassNames(parents, classes, members, texts, hasNative(reader));
    }

    /** What an array holds; any other name as it is. */
    private static String element(String name) {
        if (!name.startsWith("[")) {
            return name;
        }
        String element = name.substring(name.lastIndexOf('[') + 1);
        return element.startsWith("L") ? element.substring(1, element.length() - 1) : element;
    }

    /** Takes a text that may name a class: as code writes it, as people do, or as the value of an annotation. */
    private static void text(byte[] bytes, int at, int length, List<String> texts) {
        if (length == 0 || length > MAX_NAME) {
            return;
        }
        boolean ascii = true;
        for (int i = at + 2; i < at + 2 + length; i++) {
            byte b = bytes[i];
            ascii &= b >= 0;
            // No name of a class holds these.
            if (b >= 0 && (b <= ' ' || b == '(' || b == '<' || b == ':' || b == '"' || b == ',')) {
                return;
            }
        }
        String text =
                ascii ? new String(bytes, at + 2, length, StandardCharsets.ISO_8859_1) : decode(bytes, at, length);
        boolean descriptor = text.length() > 2 && text.charAt(0) == 'L' && text.charAt(text.length() - 1) == ';';
        texts.add((descriptor ? text.substring(1, text.length() - 1) : text).replace('.', '/'));
    }

    private static String decode(byte[] bytes, int at, int length) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, at, length + 2))) {
            return in.readUTF();
        } catch (IOException e) {
            throw new IllegalArgumentException("the inspector refuses malformed texts", e);
        }
    }

    private static boolean hasNative(ClassReader reader) {
        int at = reader.header + 6;
        at += 2 + 2 * reader.readUnsignedShort(at);
        boolean found = false;
        // Fields, then methods: access, name, descriptor, attributes.
        for (int round = 0; round < 2; round++) {
            int count = reader.readUnsignedShort(at);
            at += 2;
            for (int i = 0; i < count; i++) {
                found |= round == 1 && (reader.readUnsignedShort(at) & ACC_NATIVE) != 0;
                int attributes = reader.readUnsignedShort(at + 6);
                at += 8;
                for (int k = 0; k < attributes; k++) {
                    at += 6 + reader.readInt(at + 2);
                }
            }
        }
        return found;
    }
}
