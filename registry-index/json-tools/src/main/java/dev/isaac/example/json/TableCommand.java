package dev.isaac.example.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.isaac.command.Column;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.example.json.api.JsonDocuments;
import dev.isaac.example.json.api.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code json table}: shows arrays of objects as tables. */
@Component(service = Command.class)
@CommandName(TableCommand.NAME)
@CommandSummary(TableCommand.SUMMARY)
public final class TableCommand implements Command {

    static final String NAME = "json table";
    static final String SUMMARY = "Show an array of JSON objects as a table";

    private final JsonDocuments documents;

    @Activate
    public TableCommand(@Reference JsonDocuments documents) {
        this.documents = documents;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .description(
                        "Each object is a row. The input is an array, or documents one after the other as in a log."
                                + " The columns are the members of all objects, in the order in which they appear, unless"
                                + " --columns names them. Objects and arrays inside a row are shown as JSON.")
                .category("JSON")
                .arguments(Source.FILE)
                .options(
                        Option.value("path", "PATH", ValueType.TEXT, "Where the array is, as in json query")
                                .letter('p'),
                        Option.value("columns", "A,B,…", ValueType.TEXT, "Which members to show, in this order")
                                .letter('c'),
                        Option.value("limit", "N", ValueType.INTEGER, "Read no more than that many rows")
                                .letter('n'))
                .example("json table users.json --columns name,email", "Two members of each user")
                .example("cat access.ndjson | json table --limit 20", "The beginning of a log")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        long limit = in.has("limit") ? in.integer("limit") : Long.MAX_VALUE;
        List<@Nullable Object> elements = in.has("path") ? queried(in) : streamed(in, limit);
        List<Map<String, ?>> rows = new ArrayList<>();
        Set<String> keys = new LinkedHashSet<>();
        for (Object element : elements) {
            if (rows.size() >= limit) {
                break;
            }
            if (!(element instanceof Map<?, ?> object)) {
                throw Fault.of(
                                FaultKind.FAILED,
                                "json.no-rows",
                                "A table needs objects, but this is " + documents.write(element) + ".")
                        .hint("--path names the array that holds them.")
                        .exception();
            }
            rows.add(row(object));
            object.keySet().forEach(key -> keys.add(String.valueOf(key)));
        }
        return CommandResult.table(columns(in, keys, rows), rows);
    }

    private List<@Nullable Object> queried(Invocation in) throws CommandException {
        List<@Nullable Object> elements = new ArrayList<>();
        try {
            for (Object document : Source.documents(in, documents)) {
                spread(documents.query(document, in.text("path")), elements);
            }
        } catch (JsonException e) {
            throw Source.fault(e);
        }
        return elements;
    }

    /** Reads only as far as rows are wanted. */
    private static List<@Nullable Object> streamed(Invocation in, long limit) throws CommandException {
        List<@Nullable Object> elements = new ArrayList<>();
        try (InputStream data = Source.open(in);
                JsonParser parser = Trees.FACTORY.createParser(data)) {
            boolean inArray = false;
            boolean any = false;
            while (elements.size() < limit) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    break;
                }
                any = true;
                in.cancellation().check();
                if (token == JsonToken.START_ARRAY && !inArray) {
                    inArray = true;
                } else if (token == JsonToken.END_ARRAY) {
                    inArray = false;
                } else {
                    elements.add(Trees.read(parser));
                }
            }
            if (!any && limit > 0) {
                throw Source.empty();
            }
        } catch (JsonProcessingException e) {
            throw Source.fault(e);
        } catch (IOException e) {
            throw Source.unreadable(e);
        }
        return elements;
    }

    private static void spread(@Nullable Object value, List<@Nullable Object> elements) {
        if (value instanceof List<?> list) {
            elements.addAll(list);
        } else {
            elements.add(value);
        }
    }

    private Map<String, ?> row(Map<?, ?> object) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        object.forEach((key, value) -> row.put(
                String.valueOf(key), value instanceof Map || value instanceof List ? documents.write(value) : value));
        return row;
    }

    private static List<Column> columns(Invocation in, Set<String> keys, List<Map<String, ?>> rows)
            throws CommandException {
        List<String> wanted = in.has("columns")
                ? Arrays.stream(in.text("columns").split(","))
                        .map(String::strip)
                        .toList()
                : List.copyOf(keys);
        List<Column> columns = new ArrayList<>();
        for (String key : wanted) {
            if (!keys.contains(key)) {
                throw Fault.of(FaultKind.NOT_FOUND, "json.no-column", "No object has a member " + key + ".")
                        .hint("There are: " + String.join(", ", keys) + ".")
                        .exception();
            }
            boolean numbers =
                    rows.stream().map(row -> row.get(key)).allMatch(value -> value == null || value instanceof Number);
            columns.add(numbers ? Column.number(key, key) : Column.text(key, key));
        }
        return columns;
    }
}
