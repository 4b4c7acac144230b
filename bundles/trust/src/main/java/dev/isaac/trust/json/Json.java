package dev.isaac.trust.json;

import dev.isaac.trust.json.internal.CanonicalWriter;
import dev.isaac.trust.json.internal.PlainWriter;
import dev.isaac.trust.json.internal.StrictParser;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON. Thread-safe: it has no state. */
public final class Json {

    private Json() {}

    /** Parses a UTF-8 document with {@link JsonLimits#STRICT}. */
    public static @Nullable Object parse(byte[] document) throws JsonException {
        return parse(document, JsonLimits.STRICT);
    }

    /**
     * Parses a UTF-8 document: one value, nothing but white space after it, no duplicate names, no byte order mark,
     * no unpaired surrogates, nothing beyond the limits.
     */
    public static @Nullable Object parse(byte[] document, JsonLimits limits) throws JsonException {
        return new StrictParser(limits).parse(document);
    }

    /** Parses a document that must be an object. */
    public static JsonObject parseObject(byte[] document) throws JsonException {
        return parseObject(document, JsonLimits.STRICT);
    }

    /** Parses a document that must be an object. */
    public static JsonObject parseObject(byte[] document, JsonLimits limits) throws JsonException {
        if (parse(document, limits) instanceof JsonObject object) {
            return object;
        }
        throw new JsonException("the document must be an object");
    }

    /**
     * Writes a value compactly, as UTF-8: null, Boolean, String, Number, Iterable, Map with String keys, JsonObject,
     * Optional. Members keep their order.
     *
     * @throws IllegalArgumentException for any other type, and for numbers that JSON cannot express
     */
    public static byte[] write(@Nullable Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** As {@link #write}, indented by two spaces, with a line feed at the end. */
    public static byte[] writePretty(@Nullable Object value) {
        return PlainWriter.pretty(value).getBytes(StandardCharsets.UTF_8);
    }

    /** As {@link #write}, as a string. */
    public static String text(@Nullable Object value) {
        return PlainWriter.compact(value);
    }

    /**
     * The OLPC canonical form, which TUF signatures cover: names sorted by code point, no white space, only {@code "}
     * and {@code \} escaped in strings, integers only.
     *
     * @throws IllegalArgumentException for a value that the form cannot express, such as a fraction
     */
    public static byte[] canonical(@Nullable Object value) {
        return CanonicalWriter.write(value);
    }
}
