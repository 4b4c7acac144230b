package dev.isaac.trust.json.internal;

import dev.isaac.trust.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OLPC canonical JSON. */
public final class CanonicalWriter {

    /** Code point order, which is UTF-8 byte order; UTF-16 order differs beyond the basic plane. */
    static final Comparator<String> CODE_POINTS = (a, b) -> {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int x = a.codePointAt(i);
            int y = b.codePointAt(j);
            if (x != y) {
                return Integer.compare(x, y);
            }
            i += Character.charCount(x);
            j += Character.charCount(y);
        }
        return Integer.compare(a.length() - i, b.length() - j);
    };

    private final StringBuilder out = new StringBuilder();

    private CanonicalWriter() {}

    /** The canonical bytes of a value. */
    public static byte[] write(@Nullable Object value) {
        CanonicalWriter writer = new CanonicalWriter();
        writer.value(value);
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof String s) {
            string(s);
        } else if (value instanceof Long || value instanceof Integer || value instanceof BigInteger) {
            out.append(value);
        } else if (value instanceof JsonObject object) {
            object(object.asMap());
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Iterable<?> items) {
            String comma = "[";
            for (Object item : items) {
                out.append(comma);
                value(item);
                comma = ",";
            }
            out.append(comma.equals("[") ? "[]" : "]");
        } else {
            throw new IllegalArgumentException(
                    "canonical JSON cannot express " + value.getClass().getName());
        }
    }

    private void object(Map<?, ?> map) {
        List<String> names = new ArrayList<>(map.size());
        for (Object key : map.keySet()) {
            names.add((String) key);
        }
        names.sort(CODE_POINTS);
        out.append('{');
        String comma = "";
        for (String name : names) {
            out.append(comma);
            string(name);
            out.append(':');
            value(map.get(name));
            comma = ",";
        }
        out.append('}');
    }

    private void string(String s) {
        out.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }
}
