package dev.isaac.trust.permission.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What one class file names, read where it lies: everything that its code can refer to stands in its constants, method
 * references, lambdas and their bootstrap methods too. Most of what classes name concerns nobody and becomes no string. Opened
 * on one class file after the other; not thread-safe. What does not lie where the format has it throws
 * {@link IllegalArgumentException} or {@link IndexOutOfBoundsException}.
 */
final class ClassConstants {

    private static final int UTF8 = 1;
    private static final int INTEGER = 3;
    private static final int FLOAT = 4;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int DYNAMIC = 17;
    private static final int INVOKE_DYNAMIC = 18;
    private static final int MODULE = 19;
    private static final int PACKAGE = 20;

    /** Java 26: the newest release of which it is known where names stand. */
    private static final int NEWEST_MAJOR = 70;

    private static final int MAGIC = 0xcafebabe;
    private static final int CONSTANTS = 10;
    private static final int ACC_NATIVE = 0x0100;
    private byte[] bytes = {};
    /** Where the content of each constant is; 0 for the second place of a long or double. */
    private int[] places = {0};

    private int count;
    private int afterConstants;
    private final Numbers classes = new Numbers();
    private final Numbers members = new Numbers();
    private final Numbers texts = new Numbers();

    /** Numbers of constants of one kind. */
    static final class Numbers {
        private int[] values = new int[64];
        private int size;

        private void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        int size() {
            return size;
        }

        int get(int i) {
            return values[i];
        }
    }

    /**
     * Opens a class file.
     *
     * @throws IllegalArgumentException for a release that is not known here, and for what is no class file
     */
    void open(byte[] classFile) {
        bytes = classFile;
        if (u4(0) != MAGIC || u2(6) > NEWEST_MAJOR) {
            throw new IllegalArgumentException("no class file of a known release");
        }
        count = u2(8);
        if (places.length < count) {
            places = new int[Math.max(count, 2 * places.length)];
        }
        classes.size = 0;
        members.size = 0;
        texts.size = 0;
        int at = CONSTANTS;
        for (int i = 1; i < count; i++) {
            places[i] = at + 1;
            switch (bytes[at]) {
                case UTF8 -> {
                    texts.add(i);
                    at += 3 + u2(at + 1);
                }
                case CLASS -> {
                    classes.add(i);
                    at += 3;
                }
                case FIELD, METHOD, INTERFACE_METHOD -> {
                    members.add(i);
                    at += 5;
                }
                case STRING, METHOD_TYPE, MODULE, PACKAGE -> at += 3;
                case METHOD_HANDLE -> at += 4;
                case INTEGER, FLOAT, NAME_AND_TYPE, DYNAMIC, INVOKE_DYNAMIC -> at += 5;
                case LONG, DOUBLE -> {
                    at += 9;
                    i++;
                    if (i < count) {
                        places[i] = 0;
                    }
                }
                default -> throw new IllegalArgumentException("an unknown constant");
            }
        }
        afterConstants = at;
    }

    /** How many constants there are, from 1 to below this. */
    int count() {
        return count;
    }

    /** The constants that name classes. */
    Numbers classes() {
        return classes;
    }

    /** The constants that name fields and methods. */
    Numbers members() {
        return members;
    }

    /** The constants that are texts. */
    Numbers texts() {
        return texts;
    }

    /** The bytes of the class file. */
    byte[] bytes() {
        return bytes;
    }

    /** Where a text begins in the bytes. */
    int begin(int text) {
        return place(text, UTF8) + 2;
    }

    /** Where it ends. */
    int end(int text) {
        int at = place(text, UTF8);
        int end = at + 2 + u2(at);
        if (end > bytes.length) {
            throw new IllegalArgumentException("a text is too long");
        }
        return end;
    }

    /** A text as a string. */
    String text(int text) {
        int end = end(text);
        for (int i = begin(text); i < end; i++) {
            if (bytes[i] < 0) {
                return decoded(text);
            }
        }
        return new String(bytes, begin(text), end - begin(text), StandardCharsets.ISO_8859_1);
    }

    private String decoded(int text) {
        int at = place(text, UTF8);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, at, bytes.length - at))) {
            return in.readUTF();
        } catch (IOException e) {
            throw new IllegalArgumentException("a malformed text", e);
        }
    }

    /** The text with the name of a class, as it stands there. */
    int className(int constant) {
        return u2(place(constant, CLASS));
    }

    /** The class constant that says whose a field or method is. */
    int owner(int member) {
        int owner = u2(places[member]);
        place(owner, CLASS);
        return owner;
    }

    /** The text with the name of a field or method. */
    int name(int member) {
        return u2(nameAndType(member));
    }

    /** The text with the descriptor of a field or method. */
    int descriptor(int member) {
        return u2(nameAndType(member) + 2);
    }

    private int nameAndType(int member) {
        return place(u2(places[member] + 2), NAME_AND_TYPE);
    }

    /** The class constants of the interfaces and, where there is one, of the super class. */
    int[] parents() {
        int superClass = u2(afterConstants + 4);
        int interfaces = u2(afterConstants + 6);
        int[] parents = new int[interfaces + (superClass == 0 ? 0 : 1)];
        for (int i = 0; i < interfaces; i++) {
            parents[i] = u2(afterConstants + 8 + 2 * i);
        }
        if (superClass != 0) {
            parents[interfaces] = superClass;
        }
        return parents;
    }

    /** Whether it declares a method without Java code. */
    boolean hasNative() {
        int at = afterConstants + 8 + 2 * u2(afterConstants + 6);
        boolean found = false;
        // Fields, then methods: access, name, descriptor, attributes.
        for (int round = 0; round < 2; round++) {
            int members = u2(at);
            at += 2;
            for (int i = 0; i < members; i++) {
                found |= round == 1 && (u2(at) & ACC_NATIVE) != 0;
                int attributes = u2(at + 6);
                at += 8;
                for (int k = 0; k < attributes; k++) {
                    int length = u4(at + 2);
                    if (length < 0 || length > bytes.length - at - 6) {
                        throw new IllegalArgumentException("an attribute is too long");
                    }
                    at += 6 + length;
                }
            }
        }
        return found;
    }

    private int place(int constant, int tag) {
        int at = constant >= count ? 0 : places[constant];
        if (at == 0 || bytes[at - 1] != tag) {
            throw new IllegalArgumentException("a constant is not what it should be");
        }
        return at;
    }

    private int u2(int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    private int u4(int at) {
        return u2(at) << 16 | u2(at + 2);
    }
}
