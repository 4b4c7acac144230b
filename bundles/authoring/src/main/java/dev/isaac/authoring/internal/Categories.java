package dev.isaac.authoring.internal;

/** The headings under which help lists the commands. */
public final class Categories {

    /** For those who write plugins. */
    public static final String PUBLISHING = "Publishing";

    /** For those who run registries. */
    public static final String REGISTRIES = "Registries";

    private Categories() {}
}
