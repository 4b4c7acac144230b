package dev.isaac.trust.json.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonLimits;
import dev.isaac.trust.json.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns bytes into the immutable model, or refuses. */
public final class StrictParser {

    private static final int MAX_NUMBER = 100;
    /** Two or three bytes make an object, which takes fifty times as many in memory. */
    private static final int MAX_CONTAINERS = 1_000_000;

    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(MAX_NUMBER)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(64 * 1024)
                    .build())
            .build();

    private final JsonLimits limits;
    private int containers;

    /** A parser with limits. */
    public StrictParser(JsonLimits limits) {
        this.limits = limits;
    }

    /** Parses one whole document. */
    public @Nullable Object parse(byte[] document) throws JsonException {
        if (document.length > limits.maxBytes()) {
            throw new JsonException("the document is longer than " + limits.maxBytes() + " bytes");
        }
        // Decoding first refuses malformed UTF-8 and byte order marks, which a streaming parser may repair or skip.
        String text = decode(document);
        containers = 0;
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Object value = value(parser, 1);
            if (parser.nextToken() != null) {
                throw new JsonException("something follows the end of the document");
            }
            return value;
        } catch (JsonException e) {
            throw e;
        } catch (IOException e) {
            throw new JsonException("not strict JSON: " + firstLine(e), e);
        }
    }

    private static String decode(byte[] document) throws JsonException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            if (text.startsWith("\uFEFF")) {
                throw new JsonException("the document starts with a byte order mark");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new JsonException("the document is not UTF-8", e);
        }
    }

    private static String firstLine(IOException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private @Nullable Object value(JsonParser parser, int depth) throws IOException, JsonException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new JsonException("the document is empty or ends early");
        }
        return switch (token) {
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> array(parser, depth);
            case VALUE_STRING -> wellFormed(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new JsonException("not strict JSON: unexpected " + token);
        };
    }

    private Object decimal(JsonParser parser) throws IOException, JsonException {
        if (!limits.decimals()) {
            throw new JsonException("a number has a fraction or an exponent");
        }
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            throw new JsonException("a number has an exponent beyond all bounds", e);
        }
    }

    private static Object integer(JsonParser parser) throws IOException, JsonException {
        if (parser.getText().equals("-0")) {
            throw new JsonException("a number is minus zero");
        }
        BigInteger value = parser.getBigIntegerValue();
        return value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0 ? value : (Object) value.longValueExact();
    }

    private JsonObject object(JsonParser parser, int depth) throws IOException, JsonException {
        enter(depth);
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = wellFormed(parser.currentName());
            parser.nextToken();
            members.put(name, value(parser, depth + 1));
        }
        return new JsonObject(members);
    }

    private List<@Nullable Object> array(JsonParser parser, int depth) throws IOException, JsonException {
        enter(depth);
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, depth + 1));
        }
        return Collections.unmodifiableList(items);
    }

    private void enter(int depth) throws JsonException {
        if (++containers > MAX_CONTAINERS) {
            throw new JsonException("the document holds more than " + MAX_CONTAINERS + " objects and lists");
        }
        if (depth > limits.maxDepth()) {
            throw new JsonException("the document nests deeper than " + limits.maxDepth() + " levels");
        }
    }

    /** Escapes can smuggle in half a character, which no two encoders write alike. */
    private static String wellFormed(String s) throws JsonException {
        int i = 0;
        while (i < s.length()) {
            int codePoint = s.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                throw new JsonException("a string holds half of a surrogate pair");
            }
            i += Character.charCount(codePoint);
        }
        return s;
    }
}
