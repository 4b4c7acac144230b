package dev.isaac.example.apitools;

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
import dev.isaac.command.Progress;
import dev.isaac.command.ValueType;
import dev.isaac.example.http.api.HttpCaller;
import dev.isaac.example.json.api.JsonDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code api check}: sends the requests of a file and compares. */
@Component(service = Command.class)
@CommandName(CheckCommand.NAME)
@CommandSummary(CheckCommand.SUMMARY)
public final class CheckCommand implements Command {

    static final String NAME = "api check";
    static final String SUMMARY = "Send the requests of a file and check the answers";

    private static final List<Column> COLUMNS = List.of(
            Column.text("name", "Request"),
            Column.text("result", "Result"),
            Column.number("status", "Status"),
            Column.number("milliseconds", "ms"),
            Column.text("problems", "Problems"));

    private final HttpCaller caller;
    private final JsonDocuments documents;

    @Activate
    public CheckCommand(@Reference HttpCaller caller, @Reference JsonDocuments documents) {
        this.caller = caller;
        this.documents = documents;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .description("""
                        The file is a JSON object with the base address and the requests:

                        {"base": "https://example.org",
                         "requests": [
                           {"name": "users", "path": "/users", "headers": {"Authorization": "Bearer ${TOKEN}"},
                            "expect": {"status": 200, "milliseconds": 500, "json": {"$[0].name": "Ada"}}},
                           {"name": "new", "method": "POST", "path": "/users", "json": {"name": "Bob"},
                            "expect": {"status": 201, "headers": {"location": "/users/"}, "contains": ["Bob"]}}]}

                        ${NAME} stands for an exported variable or a --set; secrets need not be in the file. Without \
                        an expected status any below 400 is good.

                        Ends with exit code 1 when something does not hold.""")
                .category("Network")
                .arguments(Suites.FILE)
                .options(Suites.OPTIONS.toArray(Option[]::new))
                .options(
                        Option.flag("fail-fast", "Stop at the first request that fails"),
                        Option.value("timeout", "TIME", ValueType.DURATION, "How long to wait for each answer")
                                .letter('t')
                                .orElse("30s"))
                .example("api check api.json", "All requests of a file")
                .example("api check api.json --base http://localhost:8080 --only users", "One, on this machine")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        List<Suite.Check> checks = Suites.read(in, documents);
        Runner runner = new Runner(caller, documents, in.duration("timeout"), in.cancellation());
        List<Map<String, ?>> rows = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        try (Progress.Task task = in.progress().task("checking", checks.size(), Progress.Unit.ITEMS)) {
            for (Suite.Check check : checks) {
                in.cancellation().check();
                Map<String, Object> row = runner.run(check);
                rows.add(row);
                task.done(rows.size());
                if (!"ok".equals(row.get("result"))) {
                    failed.add(check.name() + " (" + row.get("problems") + ")");
                    if (in.has("fail-fast")) {
                        break;
                    }
                }
            }
        }
        if (!failed.isEmpty()) {
            throw Fault.of(
                            FaultKind.FAILED,
                            "api.failed",
                            failed.size() + " of " + rows.size() + " requests failed: " + String.join(", ", failed)
                                    + ".")
                    .detail("requests", rows)
                    .exception();
        }
        return CommandResult.table(COLUMNS, rows);
    }
}
