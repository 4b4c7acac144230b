package dev.isaac.example.apitools;

import dev.isaac.command.Column;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.example.json.api.JsonDocuments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code api list}: what {@code api check} would send. */
@Component(service = Command.class)
@CommandName(ListCommand.NAME)
@CommandSummary(ListCommand.SUMMARY)
public final class ListCommand implements Command {

    static final String NAME = "api list";
    static final String SUMMARY = "List the requests of a file without sending them";

    private static final List<Column> COLUMNS =
            List.of(Column.text("name", "Request"), Column.text("method", "Method"), Column.text("path", "Path"));

    private final JsonDocuments documents;

    @Activate
    public ListCommand(@Reference JsonDocuments documents) {
        this.documents = documents;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .description("Reads the file as `api check` does, so it also tells whether the file is good.")
                .category("Network")
                .arguments(Suites.FILE)
                .options(Suites.OPTIONS.toArray(Option[]::new))
                .example("api list api.json", "Names, methods and paths")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        List<Map<String, ?>> rows = new ArrayList<>();
        for (Suite.Check check : Suites.read(in, documents)) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", check.name());
            row.put("method", check.method());
            // The query may hold a token that came from a variable.
            row.put("path", String.valueOf(check.uri().getPath()));
            rows.add(row);
        }
        return CommandResult.table(COLUMNS, rows);
    }
}
