package dev.isaac.trust.permission.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes that a bundle has or names, found by what stands in its class files. Not thread-safe. */
final class NamedClasses {

    private static final int LENGTHS = 1 << 9;
    private static final int CHARACTERS = 1 << 7;

    private final ReachTable table;
    private final NameTable<Named> named = new NameTable<>();
    /** Of the bundle's classes: of which length is a name that ends with which character. */
    private final long[] ends = new long[LENGTHS * CHARACTERS / Long.SIZE];
    /** Whether all of these names are ASCII, so that no text with other characters can be one of them. */
    private boolean plain = true;

    NamedClasses(Map<String, List<byte[]>> own, ReachTable table) {
        this.table = table;
        own.forEach((name, files) -> {
            named.add(name, look(name, files));
            plain &= name.chars().allMatch(c -> c > 0 && c < CHARACTERS);
            if (!name.isEmpty()) {
                int bit = end(name.length(), name.charAt(name.length() - 1));
                ends[bit >>> 6] |= 1L << bit;
            }
        });
    }

    private Named look(String name, List<byte[]> files) {
        return new Named(name, files, table.mention(name), table.hasMembers(name));
    }

    private static int end(int length, int last) {
        return (length % LENGTHS) * CHARACTERS + last % CHARACTERS;
    }

    /** By its internal name; null for a class that neither the bundle has nor a class file named. */
    @Nullable
    Named find(String name) {
        return named.find(name);
    }

    /** What a class constant names; of an array what it holds. */
    Named ofConstant(ClassConstants constants, int constant) {
        int text = constants.className(constant);
        byte[] bytes = constants.bytes();
        int begin = constants.begin(text);
        int end = constants.end(text);
        if (begin < end && bytes[begin] == '[') {
            while (begin < end && bytes[begin] == '[') {
                begin++;
            }
            if (end - begin > 1 && bytes[begin] == 'L' && bytes[end - 1] == ';') {
                begin++;
                end--;
            }
        }
        int signs = 0;
        int hash = 0;
        for (int i = begin; i < end; i++) {
            signs |= bytes[i];
            hash = NameTable.hash(hash, bytes[i]);
        }
        if (signs < 0) {
            return found(element(constants.text(text)).replace('.', '/'));
        }
        Named one = named.find(bytes, begin, end, hash);
        return one == null ? found(NameTable.string(bytes, begin, end)) : one;
    }

    private static String element(String name) {
        String element = name.substring(name.lastIndexOf('[') + 1);
        boolean reference = element.length() < name.length() && element.startsWith("L") && element.endsWith(";");
        return reference ? element.substring(1, element.length() - 1) : element;
    }

    private Named found(String name) {
        Named one = named.find(name);
        if (one == null) {
            one = look(name, List.of());
            named.add(name, one);
        }
        return one;
    }

    /**
     * The class that a text may name, as code writes it, as people do, or as the value of an annotation; null if it names none
     * that is known. The inspector has seen to it that what is not ASCII is not written as if it were more.
     */
    @Nullable
    Named ofText(ClassConstants constants, int text) {
        byte[] bytes = constants.bytes();
        int begin = constants.begin(text);
        int end = constants.end(text);
        if (end - begin > 2 && bytes[begin] == 'L' && bytes[end - 1] == ';') {
            begin++;
            end--;
        }
        if (begin == end) {
            return null;
        }
        if (!plain) {
            String whole = constants.text(text);
            boolean value = begin > constants.begin(text);
            return named.find((value ? whole.substring(1, whole.length() - 1) : whole).replace('.', '/'));
        }
        // Most texts are too short, too long, or end otherwise, and need not be looked at.
        int bit = end(end - begin, bytes[end - 1] & 0xff);
        boolean possible = (ends[bit >>> 6] & (1L << bit)) != 0;
        if (!possible) {
            return null;
        }
        int hash = 0;
        for (int i = begin; i < end; i++) {
            hash = NameTable.hash(hash, bytes[i]);
        }
        return named.find(bytes, begin, end, hash);
    }
}
