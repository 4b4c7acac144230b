package dev.isaac.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a command returns: data, never a layout. Values are plain JSON types: {@code null}, {@link String}, {@link
 * Boolean}, {@link Number}, {@link List} and {@link Map} with string keys; never an instance of a plugin's own class.
 */
public sealed interface CommandResult {

    /**
     * Text for people.
     *
     * @param text may have several lines; no trailing line break, no escape sequences
     * @param data the same as data, for {@code --json}; {@code null}: the text itself
     */
    record Text(String text, @Nullable Object data) implements CommandResult {
        public Text {
            Objects.requireNonNull(text);
        }
    }

    /**
     * A table that fits in memory. In JSON an array of objects, with all fields of the rows.
     *
     * @param columns what people see, in order, the most important first; rows may have more fields
     * @param rows each a map from column key to value
     */
    record Table(List<Column> columns, List<Map<String, ?>> rows) implements CommandResult {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /**
     * A table of any length, produced while it is read. The reader closes it, also when it stops early.
     *
     * @param columns as in {@link Table}
     * @param rows lazily; may throw {@link java.io.UncheckedIOException}
     */
    record Records(List<Column> columns, Stream<Map<String, ?>> rows) implements CommandResult, AutoCloseable {
        public Records {
            columns = List.copyOf(columns);
            Objects.requireNonNull(rows);
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    /**
     * One thing with named fields, such as the details of a plugin.
     *
     * @param fields titles to values, in the order in which people read them
     * @param data the same for {@code --json}; {@code null}: the fields
     */
    record Details(Map<String, ?> fields, @Nullable Object data) implements CommandResult {
        public Details {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /**
     * A JSON document, shown as such.
     *
     * @param value plain JSON types
     */
    record Json(@Nullable Object value) implements CommandResult {}

    /** Nothing to show: the command did what was asked. */
    record Nothing() implements CommandResult {}

    /** Text for people. */
    static CommandResult text(String text) {
        return new Text(text, null);
    }

    /** Text for people with its data. */
    static CommandResult text(String text, Object data) {
        return new Text(text, data);
    }

    /** A table. */
    static CommandResult table(List<Column> columns, List<? extends Map<String, ?>> rows) {
        return new Table(columns, List.copyOf(rows));
    }

    /** A JSON document. */
    static CommandResult json(@Nullable Object value) {
        return new Json(value);
    }

    /** Nothing to show. */
    static CommandResult nothing() {
        return new Nothing();
    }
}
