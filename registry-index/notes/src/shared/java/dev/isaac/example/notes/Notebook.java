package dev.isaac.example.notes;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.PluginData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The notes on disk. Every change is made under a lock that other processes respect, to a new file that then replaces
 * the old one: readers need no lock and never see half a change. Thread-safe.
 */
@Component(service = Notebook.class)
public final class Notebook {

    private static final long LARGEST = 64L << 20;

    private final PluginData data;
    // A file lock holds for the whole process, so the threads of this process need one of their own.
    private final ReentrantLock threads = new ReentrantLock();

    @Activate
    public Notebook(@Reference PluginData data) {
        this.data = data;
    }

    /** A change of all notes. */
    interface Change {
        NotesFile apply(NotesFile before) throws CommandException;
    }

    /** All notes as they are now. */
    List<Note> notes() throws CommandException {
        return load().notes();
    }

    /**
     * Changes the notes as one step.
     *
     * @return the notes after the change
     */
    NotesFile change(Change change) throws CommandException {
        threads.lock();
        try (FileChannel channel = FileChannel.open(
                        data.folder().resolve("notes.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            NotesFile before = load();
            NotesFile after = change.apply(before);
            String content = after.write();
            if (lock.isValid() && !content.equals(before.write())) {
                store(content);
            }
            return after;
        } catch (IOException e) {
            throw Fault.of(FaultKind.FAILED, "notes.not-saved", "The notes cannot be saved: " + e.getMessage() + ".")
                    .hint("Nothing was changed. Look at " + file() + ".")
                    .exception(e);
        } finally {
            threads.unlock();
        }
    }

    /**
     * The notes of these numbers, in that order.
     *
     * @throws CommandException {@code notes.bad-number}, or {@code notes.unknown} that names all that are missing
     */
    static List<Note> find(NotesFile file, List<String> numbers) throws CommandException {
        Map<Long, Note> known = new LinkedHashMap<>();
        file.notes().forEach(note -> known.put(note.id(), note));
        Map<Long, Note> found = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (String number : numbers) {
            Note note = known.get(number(number));
            if (note == null) {
                missing.add(number);
            } else {
                found.put(note.id(), note);
            }
        }
        if (!missing.isEmpty()) {
            throw Fault.of(FaultKind.NOT_FOUND, "notes.unknown", "There is no note " + String.join(", ", missing) + ".")
                    .hint("`notes list --all` shows all numbers.")
                    .exception();
        }
        return List.copyOf(found.values());
    }

    /** The numbers of notes. */
    static Set<Long> ids(List<Note> notes) {
        return notes.stream().map(Note::id).collect(Collectors.toUnmodifiableSet());
    }

    private static long number(String text) throws CommandException {
        try {
            return Long.parseLong(text.startsWith("#") ? text.substring(1) : text);
        } catch (NumberFormatException e) {
            throw Fault.of(FaultKind.USAGE, "notes.bad-number", "A note is named by its number, not by " + text + ".")
                    .hint("`notes list` shows the numbers.")
                    .exception(e);
        }
    }

    private NotesFile load() throws CommandException {
        Path file = file();
        try {
            if (Files.size(file) > LARGEST) {
                throw damaged(file, "it is larger than " + (LARGEST >> 20) + " MiB")
                        .exception();
            }
            return NotesFile.read(Files.readString(file));
        } catch (NoSuchFileException e) {
            return NotesFile.EMPTY;
        } catch (NotesFile.FormatException e) {
            if (e.newer()) {
                throw Fault.of(
                                FaultKind.CONFLICT,
                                "notes.newer-format",
                                "A newer version of notes wrote " + file + ": " + e.getMessage() + ".")
                        .hint("Update the plugin: marketplace update notes.")
                        .exception(e);
            }
            throw damaged(file, e.getMessage()).exception(e);
        } catch (IOException e) {
            throw damaged(file, e.getMessage()).exception(e);
        }
    }

    private void store(String content) throws IOException {
        Path file = file();
        Path fresh = Files.createTempFile(data.folder(), "notes", ".new");
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private Path file() {
        return data.folder().resolve("notes.tsv");
    }

    private static Fault damaged(Path file, @Nullable String reason) {
        return Fault.of(FaultKind.FAILED, "notes.unreadable", file + " cannot be read: " + reason + ".")
                .hint("Repair or move the file; it was not touched.");
    }
}
