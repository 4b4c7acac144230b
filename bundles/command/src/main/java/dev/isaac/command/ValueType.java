package dev.isaac.command;

/** What a typed value must look like. The value is checked before the command runs. */
public enum ValueType {
    /** Any text. */
    TEXT,
    /** A whole number that fits a {@code long}. */
    INTEGER,
    /** A decimal number. */
    DECIMAL,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A file or folder, resolved against the working directory of the invocation. */
    PATH,
    /** A number with a unit: {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}, or ISO 8601. */
    DURATION,
    /** A number of bytes with an optional binary unit: {@code 10M}, {@code 4KiB}. */
    SIZE,
    /** An absolute or relative URI. */
    URI
}
