package dev.isaac.example.notes;

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

/** {@code notes export}: takes the notes elsewhere. */
@Component(service = Command.class)
@CommandName(ExportCommand.NAME)
@CommandSummary(ExportCommand.SUMMARY)
public final class ExportCommand implements Command {

    static final String NAME = "notes export";
    static final String SUMMARY = "Write all notes as JSON or Markdown";

    private final Notebook notebook;

    @Activate
    public ExportCommand(@Reference Notebook notebook) {
        this.notebook = notebook;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category("Notes")
                .options(Option.value("format", "FORMAT", ValueType.TEXT, "How to write them")
                        .letter('f')
                        .orElse("json")
                        .of("json", "markdown"))
                .description("Everything in the notebook, done or not. Send it to a file with `>`.")
                .example("notes export > notes.json", "All notes as data")
                .example("notes export --format markdown > notes.md", "All notes as a list of tasks")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        List<Note> notes = notebook.notes();
        if (in.text("format").equals("json")) {
            return CommandResult.json(notes.stream().map(Note::data).toList());
        }
        StringBuilder text = new StringBuilder("# Notes\n");
        for (Note note : notes) {
            text.append("\n- [").append(note.done().isPresent() ? 'x' : ' ').append("] ");
            text.append(note.text().replace("\n", "\n  "));
            note.tags().forEach(tag -> text.append(" #").append(tag));
        }
        return CommandResult.text(
                text.toString(), notes.stream().map(Note::data).toList());
    }
}
