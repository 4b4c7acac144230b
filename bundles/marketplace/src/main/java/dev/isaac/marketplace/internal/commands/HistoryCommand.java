package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.Argument;
import dev.isaac.command.Column;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.marketplace.HistoryEntry;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace history}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(HistoryCommand.NAME)
@CommandSummary(HistoryCommand.SUMMARY)
public final class HistoryCommand implements Command {

    static final String NAME = "marketplace history";
    static final String SUMMARY = "Show who changed which plugin, and when";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public HistoryCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description("""
                        Lists every installation, update, removal, rollback and pin of this home, also those that were taken back, the latest \
                        first: when, by whom, from which version to which, signed by which key. Each line of the log holds the hash of \
                        the one before; an altered or missing line is told, with exit code 4.""")
                .arguments(Argument.optional("plugin", ValueType.TEXT, "Only what concerns this plugin"))
                .options(Option.value("limit", "N", ValueType.INTEGER, "How many, at most")
                        .orElse("20"))
                .example("marketplace history", "the latest 20 changes")
                .example("marketplace history notes --json", "all about one plugin, as data")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        int limit = Plugins.limit(in);
        Optional<String> name = in.value("plugin");
        Optional<PluginId> id = name.isPresent() ? Optional.of(Plugins.id(name.get())) : Optional.empty();
        List<HistoryEntry> entries = new ArrayList<>(marketplace.history());
        Collections.reverse(entries);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (HistoryEntry entry : entries) {
            boolean meant = id.isEmpty()
                    || entry.changes().stream().anyMatch(change -> change.id().equals(id.get()));
            if (meant && rows.size() < limit) {
                rows.add(row(entry));
            }
        }
        if (rows.isEmpty()) {
            return CommandResult.text("Nothing was changed yet.", List.of());
        }
        return CommandResult.table(
                List.of(
                        Column.number("number", "No"),
                        Column.text("time", "Time"),
                        Column.text("action", "Action"),
                        Column.text("what", "Plugins"),
                        Column.text("outcome", "Outcome"),
                        Column.text("who", "Who")),
                rows);
    }

    private static Map<String, Object> row(HistoryEntry entry) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("number", entry.number());
        row.put("time", entry.time().toString());
        row.put("action", entry.action());
        row.put("what", entry.changes().stream().map(HistoryCommand::text).collect(Collectors.joining(", ")));
        row.put("outcome", entry.outcome());
        row.put("who", entry.who());
        row.put("plan", entry.plan());
        row.put("hash", entry.hash());
        row.put("changes", entry.changes().stream().map(HistoryCommand::data).toList());
        return row;
    }

    private static String text(HistoryEntry.Change change) {
        String from = change.from().map(PluginVersion::toString).orElse("");
        String to = change.to().map(PluginVersion::toString).orElse("");
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
            return change.id() + " " + (to.isEmpty() ? from : to);
        }
        return change.id() + " " + from + " -> " + to;
    }

    private static Map<String, Object> data(HistoryEntry.Change change) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", change.id().value());
        data.put("from", change.from().map(PluginVersion::toString).orElse(""));
        data.put("to", change.to().map(PluginVersion::toString).orElse(""));
        data.put("checksum", change.sha256());
        data.put("signer", change.signer());
        return data;
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return request.parameter().equals("plugin") ? Plugins.installed(marketplace, request) : List.of();
    }
}
