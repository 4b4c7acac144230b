package dev.isaac.example.notes;

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
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code notes list}: shows notes. */
@Component(service = Command.class)
@CommandName(ListCommand.NAME)
@CommandSummary(ListCommand.SUMMARY)
public final class ListCommand implements Command {

    static final String NAME = "notes list";
    static final String SUMMARY = "List notes, the open ones unless told otherwise";

    private final Notebook notebook;
    private final Clock clock;

    @Activate
    public ListCommand(@Reference Notebook notebook) {
        this(notebook, Clock.system(ZoneId.systemDefault()));
    }

    ListCommand(Notebook notebook, Clock clock) {
        this.notebook = notebook;
        this.clock = clock;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category("Notes")
                .options(
                        Option.flag("all", "Also notes that are done").letter('a'),
                        Option.flag("done", "Only notes that are done"),
                        Option.flag("overdue", "Only open notes whose day is past"),
                        Option.value("tag", "TAG", ValueType.TEXT, "Only notes with this tag")
                                .letter('t')
                                .repeating())
                .description("The oldest comes first. With several tags a note must have all of them.")
                .example("notes list", "What is open")
                .example("notes list --overdue", "What should have been done")
                .example("notes list --all --tag home", "Everything with a tag")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        List<String> tags = Tags.checkAll(in.values("tag"));
        LocalDate today = LocalDate.now(clock);
        return Notes.table(notebook.notes().stream()
                .filter(note -> in.has("all") || note.done().isPresent() == in.has("done"))
                .filter(note -> !in.has("overdue") || note.isOverdue(today))
                .filter(note -> note.tags().containsAll(tags))
                .toList());
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return request.parameter().equals("--tag") ? Notes.tags(notebook, request.prefix()) : List.of();
    }
}
