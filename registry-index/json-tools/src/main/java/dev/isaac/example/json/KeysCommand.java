package dev.isaac.example.json;

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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code json keys}: what a document is made of. */
@Component(service = Command.class)
@CommandName(KeysCommand.NAME)
@CommandSummary(KeysCommand.SUMMARY)
public final class KeysCommand implements Command {

    static final String NAME = "json keys";
    static final String SUMMARY = "List the members of JSON objects with their types";

    private static final List<Column> COLUMNS = List.of(
            Column.text("key", "Key"),
            Column.text("type", "Type"),
            Column.number("count", "Count"),
            Column.text("example", "Example"));
    private static final int EXAMPLE = 60;

    private final JsonDocuments documents;

    @Activate
    public KeysCommand(@Reference JsonDocuments documents) {
        this.documents = documents;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .description("For an object its members; for an array of objects the members of all of them, with how"
                        + " many of the objects have each.")
                .category("JSON")
                .arguments(Source.FILE)
                .options(Option.value("path", "PATH", ValueType.TEXT, "Where to look, as in json query")
                        .letter('p'))
                .example("json keys package.json", "What a file has at the top")
                .example("json keys orders.json --path '$.orders'", "What the orders in it have")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        Map<String, Member> members = new LinkedHashMap<>();
        boolean objects = false;
        try {
            for (Object document : Source.documents(in, documents)) {
                Object value = in.has("path") ? documents.query(document, in.text("path")) : document;
                for (Object element : value instanceof List<?> list ? list : Collections.singletonList(value)) {
                    if (element instanceof Map<?, ?> object) {
                        objects = true;
                        object.forEach(
                                (name, member) -> members.computeIfAbsent(String.valueOf(name), key -> new Member())
                                        .saw(member, documents));
                    }
                }
            }
        } catch (JsonException e) {
            throw Source.fault(e);
        }
        if (!objects) {
            throw Fault.of(FaultKind.FAILED, "json.no-object", "There is no object, so there are no keys.")
                    .hint("`json query` shows the value itself.")
                    .exception();
        }
        return CommandResult.table(
                COLUMNS,
                members.entrySet().stream()
                        .map(entry -> entry.getValue().row(entry.getKey()))
                        .toList());
    }

    /** What is known of the members of one name. */
    private static final class Member {
        private final TreeSet<String> types = new TreeSet<>();
        private int count;
        private String example = "";

        void saw(@Nullable Object value, JsonDocuments documents) {
            types.add(type(value));
            count++;
            if (example.isEmpty() && value != null) {
                String line = value instanceof String text ? text.replaceAll("\\s+", " ") : documents.write(value);
                example = line.length() > EXAMPLE ? line.substring(0, EXAMPLE - 1) + "…" : line;
            }
        }

        Map<String, Object> row(String key) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("key", key);
            row.put("type", String.join("|", types));
            row.put("count", count);
            row.put("example", example);
            return row;
        }

        private static String type(@Nullable Object value) {
            if (value == null) {
                return "null";
            }
            return value instanceof Map
                    ? "object"
                    : value instanceof List
                            ? "array"
                            : value instanceof String ? "string" : value instanceof Boolean ? "boolean" : "number";
        }
    }
}
