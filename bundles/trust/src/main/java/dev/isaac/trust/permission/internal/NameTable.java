package dev.isaac.trust.permission.internal;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to the name of a class by the bytes that name it, a dot as good as a slash: the same names stand in every
 * class file and need not become strings again and again. Whoever chooses names can make them fall on each other; such ones
 * are found by their string, in a map that stands it. Not thread-safe.
 *
 * @param <V> what belongs to a name
 */
final class NameTable<V> {

    private static final int MIN_BUCKETS = 1 << 10;
    private static final int MAX_CHAIN = 8;
    private static final int SPREAD = 0x9e3779b9;

    private Entry<V>[] buckets = buckets(MIN_BUCKETS);
    private final Map<String, V> crowded = new HashMap<>();
    private int size;

    private static final class Entry<V> {
        private final String name;
        private final int hash;
        private final V value;
        private @Nullable Entry<V> next;

        Entry(String name, V value) {
            this.name = name;
            this.hash = name.hashCode();
            this.value = value;
        }

        boolean is(byte[] bytes, int begin, int end) {
            if (name.length() != end - begin) {
                return false;
            }
            for (int i = begin; i < end; i++) {
                if (name.charAt(i - begin) != slashed(bytes[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    @SuppressWarnings("unchecked") // no array can be made of a type with parameters
    private static <V> Entry<V>[] buckets(int count) {
        return (Entry<V>[]) new Entry<?>[count];
    }

    private static int slashed(byte b) {
        return b == '.' ? '/' : b;
    }

    /** The hash of a name in ASCII with one more character, begun with 0; that of its string. */
    static int hash(int before, byte next) {
        return 31 * before + slashed(next);
    }

    /** Adds a name, with slashes, that is not there. */
    void add(String name, V value) {
        if (size >= buckets.length) {
            grow();
        }
        link(new Entry<>(name, value));
        size++;
    }

    private void grow() {
        Entry<V>[] old = buckets;
        buckets = buckets(2 * old.length);
        for (Entry<V> first : old) {
            for (Entry<V> one = first, next; one != null; one = next) {
                next = one.next;
                link(one);
            }
        }
    }

    private void link(Entry<V> entry) {
        int bucket = bucket(entry.hash);
        int length = 0;
        for (Entry<V> one = buckets[bucket]; one != null; one = one.next) {
            length++;
        }
        if (length >= MAX_CHAIN) {
            crowded.put(entry.name, entry.value);
            return;
        }
        entry.next = buckets[bucket];
        buckets[bucket] = entry;
    }

    private int bucket(int hash) {
        return (hash * SPREAD) >>> (Integer.numberOfLeadingZeros(buckets.length) + 1);
    }

    /**
     * What belongs to a name in ASCII.
     *
     * @param hash its hash, as {@link #hash} makes it
     */
    @Nullable
    V find(byte[] bytes, int begin, int end, int hash) {
        for (Entry<V> one = buckets[bucket(hash)]; one != null; one = one.next) {
            if (one.hash == hash && one.is(bytes, begin, end)) {
                return one.value;
            }
        }
        return crowded.isEmpty() ? null : crowded.get(string(bytes, begin, end));
    }

    /** What belongs to a name. */
    @Nullable
    V find(String name) {
        int hash = name.hashCode();
        for (Entry<V> one = buckets[bucket(hash)]; one != null; one = one.next) {
            if (one.hash == hash && one.name.equals(name)) {
                return one.value;
            }
        }
        return crowded.get(name);
    }

    /** A name in ASCII as a string, with slashes. */
    static String string(byte[] bytes, int begin, int end) {
        return new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1).replace('.', '/');
    }
}
