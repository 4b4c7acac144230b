package dev.isaac.aliases.internal.command;

import dev.isaac.aliases.internal.data.Entry;
import dev.isaac.aliases.internal.model.Target;
import dev.isaac.aliases.internal.translate.Mapping;
import dev.isaac.command.Column;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.command.spi.LineAliases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code alias list}. */
@Component(service = Command.class)
@CommandName(ListCommand.NAME)
@CommandCategory(Categories.ALIASES)
@CommandSummary(ListCommand.SUMMARY)
public final class ListCommand implements Command {

    static final String NAME = "alias list";
    static final String SUMMARY = "List aliases, and the commands that other shells have words for";

    /** The source of what comes with the bundle. */
    private static final String BUILT_IN = "built-in";

    private final Supplier<Mapping> mapping;
    private final LineAliases aliases;

    /** Called by the component runtime. */
    @Activate
    public ListCommand(@Reference LineAliases aliases) {
        this(Mapping::get, aliases);
    }

    ListCommand(Supplier<Mapping> mapping, LineAliases aliases) {
        this.mapping = mapping;
        this.aliases = aliases;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Categories.ALIASES)
                .description(
                        "The source says whose an alias is: user, or the bundle that brings it; built-in are the commands that are translated. What"
                                + " alias and unalias of the native shell define belongs to one session, and alias alone lists it. A target is named where there is a translation of the command for it. Which options and operands are"
                                + " translated, alias show tells.")
                .options(
                        Option.value(
                                        "target",
                                        "TARGET",
                                        ValueType.TEXT,
                                        "Only those with a translation for this target")
                                .of("powershell", "powershell5", "cmd", "linux", "macos"),
                        Option.value("category", "NAME", ValueType.TEXT, "Only those of a category"),
                        Option.value("source", "WHOSE", ValueType.TEXT, "Only those of user, built-in, or a bundle"))
                .example("alias list --target cmd", "what CMD can do")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) {
        Optional<Target> target = in.value("target").flatMap(Target::of);
        Optional<String> category = in.value("category");
        Optional<String> source = in.value("source");
        List<Map<String, Object>> rows = new ArrayList<>();
        if (target.isEmpty()) {
            aliases.all().stream()
                    .filter(entry -> source.isEmpty() || source.get().equals(entry.source()))
                    .filter(entry -> category.isEmpty()
                            || category.get().equals(entry.definition().category()))
                    .forEach(entry -> rows.add(row(entry)));
        }
        if (source.isPresent() && !source.get().equals(BUILT_IN)) {
            return table(rows);
        }
        for (Entry entry : mapping.get().data().entries()) {
            if ((target.isPresent() && !entry.mapped(target.get()))
                    || (category.isPresent() && !category.get().equals(entry.category()))) {
                continue;
            }
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", entry.name());
            row.put("category", entry.category());
            row.put("targets", targets(entry));
            row.put("summary", entry.summary());
            row.put("names", entry.names());
            row.put("source", BUILT_IN);
            row.put("enabled", true);
            rows.add(row);
        }
        return table(rows);
    }

    private static Map<String, Object> row(LineAliases.Entry entry) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", entry.definition().name());
        row.put("category", entry.definition().category());
        row.put("targets", entry.enabled() ? "" : "disabled");
        row.put("summary", entry.definition().line());
        row.put("names", List.of(entry.definition().name()));
        row.put("source", entry.source());
        row.put("enabled", entry.enabled());
        row.put("line", entry.definition().line());
        return row;
    }

    private static CommandResult table(List<Map<String, Object>> rows) {
        return CommandResult.table(
                List.of(
                        Column.text("name", "Name"),
                        Column.text("source", "Source"),
                        Column.text("category", "Category"),
                        Column.text("summary", "What it does"),
                        Column.text("targets", "Targets")),
                rows);
    }

    static String targets(Entry entry) {
        return String.join(
                " ",
                Arrays.stream(Target.values())
                        .filter(entry::mapped)
                        .map(Target::id)
                        .toList());
    }
}
