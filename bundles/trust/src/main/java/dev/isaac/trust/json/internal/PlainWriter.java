package dev.isaac.trust.json.internal;

import dev.isaac.trust.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes JSON compactly or indented; members keep their order. */
public final class PlainWriter {

    private final StringBuilder out = new StringBuilder();
    private final boolean pretty;
    private int depth;

    private PlainWriter(boolean pretty) {
        this.pretty = pretty;
    }

    /** On one line. */
    public static String compact(@Nullable Object value) {
        PlainWriter writer = new PlainWriter(false);
        writer.value(value);
        return writer.out.toString();
    }

    /** Indented, with a line feed at the end. */
    public static String pretty(@Nullable Object value) {
        PlainWriter writer = new PlainWriter(true);
        writer.value(value);
        return writer.out.append('\n').toString();
    }

    private void value(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof CharSequence s) {
            string(s);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof JsonObject object) {
            object(object.asMap());
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Iterable<?> items) {
            array(items);
        } else if (value instanceof Optional<?> optional) {
            value(optional.orElse(null));
        } else {
            throw new IllegalArgumentException(
                    "JSON cannot express " + value.getClass().getName());
        }
    }

    private void number(Number number) {
        double d = number.doubleValue();
        if ((number instanceof Double || number instanceof Float) && (Double.isNaN(d) || Double.isInfinite(d))) {
            throw new IllegalArgumentException("JSON cannot express " + number);
        }
        out.append(number);
    }

    private void object(Map<?, ?> map) {
        out.append('{');
        depth++;
        boolean first = true;
        for (Map.Entry<?, ?> member : map.entrySet()) {
            separate(first);
            first = false;
            string((String) member.getKey());
            out.append(pretty ? ": " : ":");
            value(member.getValue());
        }
        close(first, '}');
    }

    private void array(Iterable<?> items) {
        out.append('[');
        depth++;
        boolean first = true;
        for (Object item : items) {
            separate(first);
            first = false;
            value(item);
        }
        close(first, ']');
    }

    private void separate(boolean first) {
        if (!first) {
            out.append(',');
        }
        newLine();
    }

    private void close(boolean empty, char bracket) {
        depth--;
        if (!empty) {
            newLine();
        }
        out.append(bracket);
    }

    private void newLine() {
        if (pretty) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private void string(CharSequence s) {
        out.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> plain(s, i, c);
            }
        }
        out.append('"');
    }

    private void plain(CharSequence s, int i, char c) {
        boolean control = c < 0x20 || c == 0x7f || c == '\u2028' || c == '\u2029';
        if (control || isLoneSurrogate(s, i)) {
            out.append(String.format("\\u%04x", (int) c));
        } else {
            out.append(c);
        }
    }

    private static boolean isLoneSurrogate(CharSequence s, int i) {
        char c = s.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == s.length() || !Character.isLowSurrogate(s.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(s.charAt(i - 1)));
    }
}
