package dev.isaac.example.notes;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One note. Compared by number or as written, never by {@code equals}: JDK 17 remembers the record class that it compared
 * last in a place of its own, and that would keep this plugin in memory after its uninstallation.
 *
 * @param id its number, never used again
 * @param created when it was written
 * @param done when it was ticked off
 * @param due the day on which it should be done
 * @param tags lower-case words
 * @param text what it says; may have several lines
 */
record Note(long id, Instant created, Optional<Instant> done, Optional<LocalDate> due, List<String> tags, String text) {

    Note {
        tags = List.copyOf(tags);
    }

    Note doneAt(Instant when) {
        return new Note(id, created, Optional.of(when), due, tags, text);
    }

    Note reopened() {
        return new Note(id, created, Optional.empty(), due, tags, text);
    }

    /** Whether it is open and its day is past. */
    boolean isOverdue(LocalDate today) {
        return done.isEmpty() && due.isPresent() && due.get().isBefore(today);
    }

    /** Whether text and tags contain all the words, in any case. */
    boolean matches(List<String> words) {
        String all = (text + " " + String.join(" ", tags)).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(word -> all.contains(word.toLowerCase(Locale.ROOT)));
    }

    /** The first line, for lists. */
    String title() {
        return text.lines().findFirst().orElse("");
    }

    /** As plain JSON types. */
    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", id);
        data.put("text", text);
        data.put("tags", tags);
        data.put("created", created.toString());
        data.put("done", done.map(Instant::toString).orElse(null));
        data.put("due", due.map(LocalDate::toString).orElse(null));
        return data;
    }
}
