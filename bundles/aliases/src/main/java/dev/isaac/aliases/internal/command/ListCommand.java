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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code alias list}. */
@Component(service = Command.class)
@CommandName(ListCommand.NAME)
@CommandCategory(Categories.ALIASES)
@CommandSummary(ListCommand.SUMMARY)
public final class ListCommand implements Command {

    static final String NAME = "alias list";
    static final String SUMMARY = "List the commands that can be said in the words of other shells";

    private final Supplier<Mapping> mapping;

    /** Called by the component runtime. */
    @Activate
    public ListCommand() {
        this(Mapping::get);
    }

    ListCommand(Supplier<Mapping> mapping) {
        this.mapping = mapping;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Categories.ALIASES)
                .description(
                        "A target is named where there is a translation of the command for it. Which options and operands are"
                                + " translated, alias show tells.")
                .options(
                        Option.value(
                                        "target",
                                        "TARGET",
                                        ValueType.TEXT,
                                        "Only those with a translation for this target")
                                .of("powershell", "powershell5", "cmd", "linux", "macos"),
                        Option.value("category", "NAME", ValueType.TEXT, "Only those of a category"))
                .example("alias list --target cmd", "what CMD can do")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) {
        Optional<Target> target = in.value("target").flatMap(Target::of);
        Optional<String> category = in.value("category");
        List<Map<String, Object>> rows = new ArrayList<>();
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
            rows.add(row);
        }
        return CommandResult.table(
                List.of(
                        Column.text("name", "Command"),
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
