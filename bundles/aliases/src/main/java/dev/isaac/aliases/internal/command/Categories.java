package dev.isaac.aliases.internal.command;

/** Headings of the help. */
public final class Categories {

    /** For what concerns aliases. */
    public static final String ALIASES = "Aliases";

    private Categories() {}
}
