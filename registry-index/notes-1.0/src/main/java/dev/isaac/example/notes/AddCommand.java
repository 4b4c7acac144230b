package dev.isaac.example.notes;

import dev.isaac.command.Argument;
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
import dev.isaac.command.ValueType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code notes add}: writes a note. */
@Component(service = Command.class)
@CommandName(AddCommand.NAME)
@CommandSummary(AddCommand.SUMMARY)
public final class AddCommand implements Command {

    static final String NAME = "notes add";
    static final String SUMMARY = "Write a note";

    private static final int LONGEST = 1 << 20;

    private final Notebook notebook;
    private final Clock clock;

    @Activate
    public AddCommand(@Reference Notebook notebook) {
        this(notebook, Clock.systemUTC());
    }

    AddCommand(Notebook notebook, Clock clock) {
        this.notebook = notebook;
        this.clock = clock;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category("Notes")
                .description(
                        "The words make one note. Without words the note is what comes through the pipe. A tag is a"
                                + " word by which notes are found together.")
                .arguments(Argument.optional("text", ValueType.TEXT, "What to note; none: what comes through the pipe")
                        .repeating())
                .options(Option.value("tag", "TAG", ValueType.TEXT, "A tag for the note")
                        .letter('t')
                        .repeating())
                .example("notes add Call the dentist --tag home", "A note with a tag")
                .example("git log -1 | notes add --tag work", "A note that another command wrote")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        String text = text(in);
        List<String> tags = new ArrayList<>();
        for (String tag : in.values("tag")) {
            tags.add(Tags.check(tag));
        }
        NotesFile after = notebook.change(before -> {
            List<Note> notes = new ArrayList<>(before.notes());
            notes.add(new Note(
                    before.next(), clock.instant().truncatedTo(ChronoUnit.SECONDS), Optional.empty(), tags, text));
            return new NotesFile(before.next() + 1, notes);
        });
        Note added = after.notes().get(after.notes().size() - 1);
        return CommandResult.text("note " + added.id(), added.data());
    }

    private static String text(Invocation in) throws CommandException {
        String text = String.join(" ", in.values("text"));
        if (text.isEmpty() && in.hasInput()) {
            try {
                byte[] bytes = in.in().readNBytes(LONGEST + 1);
                if (bytes.length > LONGEST) {
                    throw Fault.of(FaultKind.USAGE, "notes.too-long", "A note has at most " + LONGEST + " bytes.")
                            .exception();
                }
                text = new String(bytes, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw Fault.of(FaultKind.FAILED, "notes.no-input", "The input cannot be read: " + e.getMessage() + ".")
                        .exception(e);
            }
        }
        if (text.isBlank()) {
            throw Fault.of(FaultKind.USAGE, "notes.empty", "The note has no text.")
                    .hint("Type the text after `notes add`.")
                    .exception();
        }
        return text.strip();
    }
}
