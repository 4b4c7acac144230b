package dev.isaac.command;

import java.util.Objects;

/**
 * One column of tabular data.
 *
 * @param key the field's name in a row and in JSON, lower case
 * @param title the heading that people read
 * @param alignment how it is set
 */
public record Column(String key, String title, Alignment alignment) {

    /** How a column is set. */
    public enum Alignment {
        /** For text. */
        LEFT,
        /** For numbers. */
        RIGHT
    }

    public Column {
        Objects.requireNonNull(key);
        Objects.requireNonNull(title);
        Objects.requireNonNull(alignment);
    }

    /** A text column. */
    public static Column text(String key, String title) {
        return new Column(key, title, Alignment.LEFT);
    }

    /** A number column. */
    public static Column number(String key, String title) {
        return new Column(key, title, Alignment.RIGHT);
    }
}
