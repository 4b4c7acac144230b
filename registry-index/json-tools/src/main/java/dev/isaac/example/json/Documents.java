package dev.isaac.example.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.PathNotFoundException;
import dev.isaac.example.json.api.JsonDocuments;
import dev.isaac.example.json.api.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** {@link JsonDocuments} by Jackson and JsonPath. */
@Component(service = JsonDocuments.class)
public final class Documents implements JsonDocuments {

    private static final Configuration PLAIN = Configuration.builder()
            .jsonProvider(new PlainProvider())
            .mappingProvider(new PlainMapping())
            .build();

    @Override
    public List<@Nullable Object> parse(InputStream in) throws JsonException, IOException {
        List<@Nullable Object> documents = new ArrayList<>();
        try (JsonParser parser = Trees.FACTORY.createParser(in)) {
            while (parser.nextToken() != null) {
                documents.add(Trees.read(parser));
            }
        } catch (JsonProcessingException e) {
            throw Trees.invalid(e);
        }
        return documents;
    }

    @Override
    public @Nullable Object query(@Nullable Object document, String path) throws JsonException {
        if (path.isEmpty() || path.startsWith("/")) {
            return pointer(document, path);
        }
        if (path.equals("$") || path.equals("@")) {
            return document;
        }
        if (document == null) {
            throw noMatch(path);
        }
        try {
            JsonPath compiled = JsonPath.compile(path);
            return compiled.<@Nullable Object>read(document, PLAIN);
        } catch (PathNotFoundException e) {
            throw noMatch(path);
        } catch (InvalidPathException | IllegalArgumentException e) {
            throw badPath(path, e.getMessage());
        } catch (JsonPathException e) {
            throw badPath(path, "it cannot be evaluated here: " + e.getMessage());
        }
    }

    @Override
    public String write(@Nullable Object value) {
        return Trees.line(value);
    }

    private static @Nullable Object pointer(@Nullable Object document, String path) throws JsonException {
        JsonPointer pointer;
        try {
            pointer = JsonPointer.compile(path);
        } catch (IllegalArgumentException e) {
            throw badPath(path, e.getMessage());
        }
        Object value = document;
        for (; !pointer.matches(); pointer = pointer.tail()) {
            int index = pointer.getMatchingIndex();
            if (value instanceof Map<?, ?> object && object.containsKey(pointer.getMatchingProperty())) {
                value = object.get(pointer.getMatchingProperty());
            } else if (value instanceof List<?> array && index >= 0 && index < array.size()) {
                value = array.get(index);
            } else {
                throw noMatch(path);
            }
        }
        return value;
    }

    private static JsonException noMatch(String path) {
        return new JsonException(JsonException.Kind.NO_MATCH, "the document has nothing at " + path, 0, 0);
    }

    private static JsonException badPath(String path, @Nullable String reason) {
        return new JsonException(
                JsonException.Kind.BAD_PATH, path + " is no path: " + (reason == null ? "bad syntax" : reason), 0, 0);
    }
}
