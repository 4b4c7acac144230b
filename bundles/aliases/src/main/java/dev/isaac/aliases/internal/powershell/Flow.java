package dev.isaac.aliases.internal.powershell;

/** What runs between two stages. */
enum Flow {
    /** Lines of text. */
    TEXT,
    /** Files and folders. */
    FILES,
    /** Processes. */
    PROCESSES,
    /** Drives. */
    DRIVES,
    /** Other objects, whose text form is a table for people. */
    OBJECTS,
    /** Names of files, of which none is split: what {@code find -print0} gives. */
    NAMES,
    /** Nothing at all. */
    NOTHING
}
