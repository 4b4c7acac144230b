package dev.isaac.aliases.internal.command;

import dev.isaac.aliases.internal.data.Entry;
import dev.isaac.aliases.internal.translate.Mapping;
import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code alias show}. */
@Component(service = Command.class)
@CommandName(ShowCommand.NAME)
@CommandCategory(Categories.ALIASES)
@CommandSummary(ShowCommand.SUMMARY)
public final class ShowCommand implements Command {

    static final String NAME = "alias show";
    static final String SUMMARY = "Show what is known of a command, with examples";

    private final Supplier<Mapping> mapping;

    /** Called by the component runtime. */
    @Activate
    public ShowCommand() {
        this(Mapping::get);
    }

    ShowCommand(Supplier<Mapping> mapping) {
        this.mapping = mapping;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Categories.ALIASES)
                .description(
                        "Its names, the targets that have a translation, its options, what comes nearest where it is refused, and"
                                + " examples with their answers.")
                .arguments(Argument.required("name", ValueType.TEXT, "The command"))
                .example("alias show grep", "its options and what becomes of them")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        String name = in.text("name");
        Entry entry = mapping.get().data().find(name).orElseThrow(() -> Fault.of(
                        FaultKind.NOT_FOUND, "alias.not-found", "The mapping has no command " + name + ".")
                .hint("alias list")
                .exception());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Command", String.join(", ", entry.names()));
        fields.put("Category", entry.category());
        fields.put("What it does", entry.summary());
        fields.put("Targets", ListCommand.targets(entry));
        if (!entry.options().isEmpty()) {
            fields.put(
                    "Options",
                    String.join(
                            " ",
                            entry.options().stream()
                                    .map(option -> String.join("|", option.spellings()))
                                    .toList()));
        }
        if (entry.destructive()) {
            fields.put("Destroys", "exact or refused");
        }
        if (!entry.alternative().isEmpty()) {
            fields.put("Instead", entry.alternative());
        }
        int number = 1;
        for (Entry.Example example : entry.examples()) {
            fields.put(
                    "Example " + number++,
                    example.line() + " -> " + example.target().id() + ", " + example.status() + ": "
                            + example.output());
        }
        return new CommandResult.Details(fields, null);
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return mapping.get().data().entries().stream()
                .flatMap(entry -> entry.names().stream()
                        .filter(name -> name.startsWith(request.prefix()))
                        .map(name -> Completion.of(name, entry.summary())))
                .toList();
    }
}
