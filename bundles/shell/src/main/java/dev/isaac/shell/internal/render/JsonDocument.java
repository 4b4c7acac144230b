package dev.isaac.shell.internal.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one document that {@code --json} prints. */
public final class JsonDocument {

    private JsonDocument() {}

    /** The data of a result, as JSON; empty when there is nothing to show. Reads and closes a stream of records. */
    public static Optional<byte[]> data(CommandResult result) {
        if (result instanceof CommandResult.Nothing) {
            return Optional.empty();
        }
        if (result instanceof CommandResult.Records records) {
            try (records) {
                return Optional.of(array(records.rows().iterator()));
            }
        }
        return Optional.of(bytes(value(result)));
    }

    private static @Nullable Object value(CommandResult result) {
        if (result instanceof CommandResult.Text text) {
            return text.data() == null ? text.text() : text.data();
        }
        if (result instanceof CommandResult.Table table) {
            return table.rows();
        }
        if (result instanceof CommandResult.Details details) {
            return details.data() == null ? details.fields() : details.data();
        }
        return result instanceof CommandResult.Json json ? json.value() : null;
    }

    /** What a native program wrote: text where it is UTF-8, otherwise {@code {"base64":…}}. */
    public static byte[] output(byte[] written) {
        try {
            return bytes(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(written))
                    .toString());
        } catch (CharacterCodingException e) {
            return bytes(Map.of("base64", Base64.getEncoder().encodeToString(written)));
        }
    }

    /** The document of success. No result: data is null; one: its data; several: an array of them, in order. */
    public static byte[] success(List<byte[]> results) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        document.writeBytes("{\"ok\":true,\"data\":".getBytes(StandardCharsets.UTF_8));
        appendData(document, results);
        document.writeBytes("}\n".getBytes(StandardCharsets.UTF_8));
        return document.toByteArray();
    }

    /** The document of failure; what came before the failure is kept in {@code data}. */
    public static byte[] failure(Fault fault, List<byte[]> results) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        document.writeBytes("{\"ok\":false,\"error\":".getBytes(StandardCharsets.UTF_8));
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", fault.code());
        error.put("message", fault.message());
        error.put("hint", fault.hint());
        error.put("details", fault.details());
        document.writeBytes(bytes(error));
        if (!results.isEmpty()) {
            document.writeBytes(",\"data\":".getBytes(StandardCharsets.UTF_8));
            appendData(document, results);
        }
        document.writeBytes("}\n".getBytes(StandardCharsets.UTF_8));
        return document.toByteArray();
    }

    private static void appendData(ByteArrayOutputStream document, List<byte[]> results) {
        if (results.isEmpty()) {
            document.writeBytes("null".getBytes(StandardCharsets.UTF_8));
        } else if (results.size() == 1) {
            document.writeBytes(results.get(0));
        } else {
            document.write('[');
            for (int i = 0; i < results.size(); i++) {
                if (i > 0) {
                    document.write(',');
                }
                document.writeBytes(results.get(i));
            }
            document.write(']');
        }
    }

    private static byte[] array(Iterator<? extends Map<String, ?>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonText.generator(bytes)) {
            json.writeStartArray();
            while (rows.hasNext()) {
                JsonText.write(json, rows.next());
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(@Nullable Object value) {
        return JsonText.compact(value).getBytes(StandardCharsets.UTF_8);
    }
}
