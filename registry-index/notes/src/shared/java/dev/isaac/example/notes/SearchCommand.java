package dev.isaac.example.notes;

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
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code notes search}: finds notes. */
@Component(service = Command.class)
@CommandName(SearchCommand.NAME)
@CommandSummary(SearchCommand.SUMMARY)
public final class SearchCommand implements Command {

    static final String NAME = "notes search";
    static final String SUMMARY = "Find notes that contain words";

    private final Notebook notebook;

    @Activate
    public SearchCommand(@Reference Notebook notebook) {
        this.notebook = notebook;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category("Notes")
                .arguments(Argument.required("word", ValueType.TEXT, "What to look for")
                        .repeating())
                .options(Option.flag("open", "Only notes that are not done"))
                .description("Finds notes whose text or tags contain all the words, in any case.")
                .example("notes search dentist", "Notes that mention it, done ones too")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        List<String> words = in.values("word");
        return Notes.table(notebook.notes().stream()
                .filter(note -> !in.has("open") || note.done().isEmpty())
                .filter(note -> note.matches(words))
                .toList());
    }
}
