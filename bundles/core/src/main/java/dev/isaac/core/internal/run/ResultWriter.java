package dev.isaac.core.internal.run;

import dev.isaac.command.CommandResult;
import dev.isaac.core.internal.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes results where no person reads them: text as lines, data as JSON Lines. */
public final class ResultWriter {

    private ResultWriter() {}

    /** Writes a result, record by record, and closes it. */
    public static void write(CommandResult result, OutputStream out) throws IOException {
        if (result instanceof CommandResult.Text text) {
            if (!text.text().isEmpty()) {
                out.write(text.text().getBytes(StandardCharsets.UTF_8));
                newline(out);
            }
        } else if (result instanceof CommandResult.Table table) {
            for (Map<String, ?> row : table.rows()) {
                line(row, out);
            }
        } else if (result instanceof CommandResult.Records records) {
            try (records) {
                Iterator<Map<String, ?>> rows = records.rows().iterator();
                while (rows.hasNext()) {
                    line(rows.next(), out);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        } else if (result instanceof CommandResult.Details details) {
            line(data(details), out);
        } else if (result instanceof CommandResult.Json json) {
            if (json.value() instanceof List<?> list) {
                for (Object element : list) {
                    line(element, out);
                }
            } else {
                line(json.value(), out);
            }
        }
        out.flush();
    }

    private static void line(@Nullable Object value, OutputStream out) throws IOException {
        Json.write(value, false, out);
        newline(out);
    }

    private static void newline(OutputStream out) throws IOException {
        out.write('\n');
    }

    /** The data of a result as plain JSON values; reads a stream of records to its end and closes it. */
    public static @Nullable Object data(CommandResult result) {
        if (result instanceof CommandResult.Text text) {
            return text.data() != null ? text.data() : text.text();
        }
        if (result instanceof CommandResult.Table table) {
            return table.rows();
        }
        if (result instanceof CommandResult.Records records) {
            try (Stream<Map<String, ?>> rows = records.rows()) {
                return rows.toList();
            }
        }
        if (result instanceof CommandResult.Details details) {
            return details.data() != null ? details.data() : details.fields();
        }
        if (result instanceof CommandResult.Json json) {
            return json.value();
        }
        return null;
    }
}
