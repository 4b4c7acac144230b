package dev.isaac.launcher.internal.feature;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.isaac.launcher.internal.feature.Feature.FeatureBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads feature files: JSON, with comments as the specification allows them. */
public final class FeatureReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private FeatureReader() {}

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read, is no JSON, or is no feature; the message names what is wrong
     */
    public static Feature read(Path file) throws IOException {
        try (JsonParser parser = JSON.createParser(Files.readAllBytes(file))) {
            parser.nextToken();
            Object document = value(parser);
            if (parser.nextToken() != null) {
                throw new IOException("there is something behind the end of the feature");
            }
            return feature(object(document, "the feature"));
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Feature feature(Map<String, Object> document) throws IOException {
        String id = string(document.get("id"), "id");
        List<FeatureBundle> bundles = new ArrayList<>();
        for (Object entry : list(document.getOrDefault("bundles", List.of()), "bundles")) {
            bundles.add(bundle(entry));
        }
        Map<String, Map<String, Object>> configurations = new LinkedHashMap<>();
        Map<String, Object> declared = object(document.getOrDefault("configurations", Map.of()), "configurations");
        for (Map.Entry<String, Object> entry : declared.entrySet()) {
            configurations.put(entry.getKey(), object(entry.getValue(), "configuration " + entry.getKey()));
        }
        return new Feature(id, bundles, configurations);
    }

    private static FeatureBundle bundle(Object entry) throws IOException {
        Map<String, Object> bundle = entry instanceof String id ? Map.of("id", id) : object(entry, "a bundle");
        String id = string(bundle.get("id"), "id of a bundle");
        String[] parts = id.split(":", -1);
        if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty() || id.contains("/") || id.contains("\\")) {
            throw new IOException("the bundle id is not group:artifact:version: " + id);
        }
        Object level = bundle.getOrDefault("start-order", (long) Feature.DEFAULT_LEVEL);
        if (!(level instanceof Long number) || number < 1 || number > 100) {
            throw new IOException("start-order of " + id + " is not a number from 1 to 100");
        }
        boolean library = Boolean.TRUE.equals(bundle.get("isaac-library"));
        return new FeatureBundle(parts[1], parts[2], number.intValue(), library);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("the file is empty");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    Object value = value(parser);
                    if (value != null) {
                        object.put(name, value);
                    }
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    Object value = value(parser);
                    if (value != null) {
                        list.add(value);
                    }
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("unexpected " + token);
        };
    }

    @SuppressWarnings("unchecked") // made by value(), whose maps have string keys
    private static Map<String, Object> object(@Nullable Object value, String what) throws IOException {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IOException(what + " is not an object");
    }

    private static List<?> list(Object value, String what) throws IOException {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IOException(what + " is not an array");
    }

    private static String string(@Nullable Object value, String what) throws IOException {
        if (value instanceof String string) {
            return string;
        }
        throw new IOException(what + " is missing or no string");
    }
}
