package dev.isaac.aliases.internal.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.isaac.aliases.internal.model.Translation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A translation as data, in the form that scripts rely on. */
final class TranslationData {

    private static final JsonFactory FACTORY = new JsonFactory();

    private TranslationData() {}

    /** {@code input}, {@code status}, {@code output}, {@code notes}, {@code reason}, and the {@code source} that it was taken for. */
    static Map<String, Object> of(Translation translation) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("input", translation.input());
        if (translation instanceof Translation.Exact exact) {
            data.put("status", "exact");
            data.put("output", exact.output());
            data.put("notes", List.of());
        } else if (translation instanceof Translation.Approximate approximate) {
            data.put("status", "approximate");
            data.put("output", approximate.output());
            data.put("notes", approximate.notes());
        } else if (translation instanceof Translation.RefusedLine refused) {
            data.put("status", "refused");
            data.put("notes", List.of());
            Map<String, Object> reason = new LinkedHashMap<>();
            reason.put("code", refused.code());
            reason.put("message", refused.message());
            if (!refused.alternative().isEmpty()) {
                reason.put("alternative", refused.alternative());
            }
            data.put("reason", reason);
        }
        data.put("source", translation.source().id());
        return data;
    }

    /** One line of JSON. */
    static String json(Map<String, Object> data) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(generator, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(String.valueOf(entry.getKey()));
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object item : list) {
                write(generator, item);
            }
            generator.writeEndArray();
        } else {
            generator.writeString(String.valueOf(value));
        }
    }
}
