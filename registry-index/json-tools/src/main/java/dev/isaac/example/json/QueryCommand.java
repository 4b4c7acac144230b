package dev.isaac.example.json;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.example.json.api.JsonDocuments;
import dev.isaac.example.json.api.JsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code json query}: takes values out of documents. */
@Component(service = Command.class)
@CommandName(QueryCommand.NAME)
@CommandSummary(QueryCommand.SUMMARY)
public final class QueryCommand implements Command {

    static final String NAME = "json query";
    static final String SUMMARY = "Take values out of JSON by path";

    private final JsonDocuments documents;

    @Activate
    public QueryCommand(@Reference JsonDocuments documents) {
        this.documents = documents;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .description("A path that begins with a slash is a JSON Pointer, any other is a JSONPath, whose leading"
                        + " \"$.\" may be left out. Paths with brackets, stars or blanks must be quoted for the shell."
                        + "\n\nThe result is JSON; with --raw strings come without quotes, and each element of a list"
                        + " on a line of its own. Where the input holds several documents, the result is the list of"
                        + " their results.")
                .category("JSON")
                .arguments(Argument.required("path", ValueType.TEXT, "What to take"), Source.FILE)
                .options(Option.flag("raw", "Strings without quotes, a line for each element")
                        .letter('r'))
                .example("json query name package.json", "One member")
                .example("json query '$.items[?(@.price < 10)].title' shop.json", "Titles of what is cheap")
                .example("http get https://example.org/users --body | json query '$[*].email' --raw", "In a pipe")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        List<@Nullable Object> found = new ArrayList<>();
        try {
            for (Object document : Source.documents(in, documents)) {
                in.cancellation().check();
                found.add(documents.query(document, in.text("path")));
            }
        } catch (JsonException e) {
            throw Source.fault(e);
        }
        Object value = found.size() == 1 ? found.get(0) : found;
        return in.has("raw") ? new CommandResult.Text(raw(value), value) : CommandResult.json(value);
    }

    private String raw(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(this::rawElement).collect(Collectors.joining("\n"))
                : rawElement(value);
    }

    private String rawElement(@Nullable Object value) {
        return value instanceof String text ? text : documents.write(value);
    }
}
