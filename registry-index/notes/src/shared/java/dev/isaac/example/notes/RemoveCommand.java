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
import dev.isaac.command.Confirmation;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code notes remove}: deletes notes. */
@Component(service = Command.class)
@CommandName(RemoveCommand.NAME)
@CommandSummary(RemoveCommand.SUMMARY)
public final class RemoveCommand implements Command {

    static final String NAME = "notes remove";
    static final String SUMMARY = "Delete notes for good";

    private final Notebook notebook;

    @Activate
    public RemoveCommand(@Reference Notebook notebook) {
        this.notebook = notebook;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category("Notes")
                .arguments(Argument.required("number", ValueType.TEXT, "Numbers of notes")
                        .repeating())
                .description("Shows what would be deleted and asks. `notes done` keeps a note and hides it.")
                .example("notes remove 3 4", "Delete two notes")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        List<Note> shown = Notebook.find(new NotesFile(0, notebook.notes()), in.values("number"));
        List<String> lines =
                shown.stream().map(note -> note.id() + "  " + note.title()).toList();
        String question = lines.size() == 1 ? "Delete this note?" : "Delete these " + lines.size() + " notes?";
        in.confirm(Confirmation.ordinary(question, lines, digest(shown)));
        notebook.change(before -> {
            // What another process changed while the question stood was not what the user agreed to delete.
            List<Note> now = Notebook.find(before, in.values("number"));
            if (!digest(now).equals(digest(shown))) {
                throw Notes.changedMeanwhile();
            }
            Set<Long> gone = Notebook.ids(now);
            return new NotesFile(
                    before.next(),
                    before.notes().stream()
                            .filter(note -> !gone.contains(note.id()))
                            .toList());
        });
        return CommandResult.text(
                lines.size() == 1 ? "1 note deleted" : lines.size() + " notes deleted",
                shown.stream().map(Note::data).toList());
    }

    private static String digest(List<Note> notes) {
        try {
            byte[] shown = new NotesFile(0, notes).write().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(shown));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return Notes.numbers(notebook, request.prefix(), note -> true);
    }
}
