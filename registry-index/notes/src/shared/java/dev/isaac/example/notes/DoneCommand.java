package dev.isaac.example.notes;

import dev.isaac.command.Argument;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code notes done}: ticks notes off. */
@Component(service = Command.class)
@CommandName(DoneCommand.NAME)
@CommandSummary(DoneCommand.SUMMARY)
public final class DoneCommand implements Command {

    static final String NAME = "notes done";
    static final String SUMMARY = "Tick notes off";

    private final Notebook notebook;
    private final Clock clock;

    @Activate
    public DoneCommand(@Reference Notebook notebook) {
        this(notebook, Clock.systemUTC());
    }

    DoneCommand(Notebook notebook, Clock clock) {
        this.notebook = notebook;
        this.clock = clock;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category("Notes")
                .arguments(Argument.required("number", ValueType.TEXT, "Numbers of notes")
                        .repeating())
                .options(Option.flag("undo", "Open them again"))
                .description("A note that is done stays in the notebook and no longer shows in `notes list`.")
                .example("notes done 3", "Tick one off")
                .example("notes done --undo 3", "Open it again")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        NotesFile after = notebook.change(before -> {
            Set<Long> chosen = Notebook.ids(Notebook.find(before, in.values("number")));
            return new NotesFile(
                    before.next(),
                    before.notes().stream()
                            .map(note -> chosen.contains(note.id()) ? changed(note, in.has("undo"), now) : note)
                            .toList());
        });
        return Notes.table(Notebook.find(after, in.values("number")));
    }

    private static Note changed(Note note, boolean undo, Instant now) {
        if (undo) {
            return note.reopened();
        }
        // The first time counts.
        return note.done().isPresent() ? note : note.doneAt(now);
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        boolean undo = request.words().contains("--undo");
        return Notes.numbers(notebook, request.prefix(), note -> note.done().isPresent() == undo);
    }
}
