package dev.isaac.example.notes;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The format of the file: the first line names format and next number, each further line is one note with its fields
 * separated by tabs. Within a field, backslash, tab and line break are escaped.
 *
 * @param next the number of the next note
 * @param notes in the order in which they were written
 */
record NotesFile(long next, List<Note> notes) {

    static final NotesFile EMPTY = new NotesFile(1, List.of());

    private static final String MAGIC = "isaac-notes";
    private static final int FORMAT = 1;

    NotesFile {
        notes = List.copyOf(notes);
    }

    /** Thrown for what this version cannot read. */
    static final class FormatException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean newer;

        FormatException(String message, boolean newer) {
            super(message);
            this.newer = newer;
        }

        /** Whether a newer version of the plugin wrote the file. */
        boolean newer() {
            return newer;
        }
    }

    String write() {
        return notes.stream().map(NotesFile::line).collect(Collectors.joining("", header(), ""));
    }

    static NotesFile read(String content) throws FormatException {
        List<String> lines = content.lines().toList();
        long next = header(lines.isEmpty() ? "" : lines.get(0));
        List<Note> notes = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            notes.add(note(lines.get(i), i + 1));
        }
        return new NotesFile(next, notes);
    }

    private String header() {
        return MAGIC + "\t" + FORMAT + "\t" + next + "\n";
    }

    private static long header(String line) throws FormatException {
        String[] fields = line.split("\t", -1);
        try {
            if (fields.length >= 2 && fields[0].equals(MAGIC) && Integer.parseInt(fields[1]) > FORMAT) {
                throw new FormatException("it has format " + fields[1] + ", this version knows " + FORMAT, true);
            }
            if (fields.length == 3 && fields[0].equals(MAGIC) && Integer.parseInt(fields[1]) == FORMAT) {
                return Long.parseLong(fields[2]);
            }
        } catch (NumberFormatException e) {
            // Said below, together with every other way in which a first line can be wrong.
        }
        throw new FormatException("line 1 is not the first line of a notes file", false);
    }

    private static String line(Note note) {
        return note.id() + "\t" + note.created() + "\t"
                + note.done().map(Instant::toString).orElse("") + "\t" + String.join(" ", note.tags()) + "\t"
                + escape(note.text()) + "\n";
    }

    private static Note note(String line, int number) throws FormatException {
        String[] fields = line.split("\t", -1);
        if (fields.length == 5) {
            try {
                return new Note(
                        Long.parseLong(fields[0]),
                        Instant.parse(fields[1]),
                        fields[2].isEmpty() ? Optional.empty() : Optional.of(Instant.parse(fields[2])),
                        Arrays.stream(fields[3].split(" "))
                                .filter(tag -> !tag.isEmpty())
                                .toList(),
                        unescape(fields[4]));
            } catch (NumberFormatException | DateTimeException e) {
                // Said below.
            }
        }
        throw new FormatException("line " + number + " is damaged", false);
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                plain.append(
                        switch (text.charAt(i)) {
                            case 't' -> '\t';
                            case 'r' -> '\r';
                            case 'n' -> '\n';
                            default -> text.charAt(i);
                        });
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
