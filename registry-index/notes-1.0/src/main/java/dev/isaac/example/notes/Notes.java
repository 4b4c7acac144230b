package dev.isaac.example.notes;

import dev.isaac.command.Column;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Completion;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What the commands share: how notes are shown and completed. */
final class Notes {

    private static final List<Column> COLUMNS = List.of(
            Column.number("id", "No."),
            Column.text("note", "Note"),
            Column.text("labels", "Tags"),
            Column.text("date", "Written"),
            Column.text("status", "Status"));

    private Notes() {}

    static CommandResult table(List<Note> notes) {
        return notes.isEmpty()
                ? CommandResult.text("No notes.", List.of())
                : CommandResult.table(COLUMNS, notes.stream().map(Notes::row).toList());
    }

    private static Map<String, Object> row(Note note) {
        Map<String, Object> row = new LinkedHashMap<>(note.data());
        row.put("note", note.title());
        row.put("labels", String.join(" ", note.tags()));
        row.put("date", note.created().toString().substring(0, 10));
        row.put("status", note.done().isPresent() ? "done" : "open");
        return row;
    }

    static CommandException changedMeanwhile() {
        return Fault.of(FaultKind.CONFLICT, "notes.changed", "Another shell changed these notes meanwhile.")
                .hint("Look at them again and repeat the command.")
                .exception();
    }

    /** Numbers of notes that begin with what was typed; nothing when the notes cannot be read. */
    static List<Completion> numbers(Notebook notebook, String prefix, Predicate<Note> wanted) {
        return read(notebook).stream()
                .filter(wanted)
                .filter(note -> Long.toString(note.id()).startsWith(prefix))
                .map(note -> Completion.of(Long.toString(note.id()), note.title()))
                .toList();
    }

    /** Tags that begin with what was typed. */
    static List<Completion> tags(Notebook notebook, String prefix) {
        return read(notebook).stream()
                .flatMap(note -> note.tags().stream())
                .filter(tag -> tag.startsWith(prefix))
                .distinct()
                .sorted()
                .map(tag -> Completion.of(tag, ""))
                .toList();
    }

    private static List<Note> read(Notebook notebook) {
        try {
            return notebook.notes();
        } catch (CommandException e) {
            // Completion proposes nothing; the command itself will say what is wrong.
            return List.of();
        }
    }
}
