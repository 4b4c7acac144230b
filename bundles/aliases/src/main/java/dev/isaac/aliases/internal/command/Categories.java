package dev.isaac.aliases.internal.command;

/** Headings of the help. */
final class Categories {

    /** For what concerns aliases. */
    static final String ALIASES = "Aliases";

    private Categories() {}
}
