package dev.isaac.aliases.internal.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what differs while a line is translated. One for each line; not thread-safe. */
public final class Notes {

    private final Set<String> notes = new LinkedHashSet<>();

    /** Adds a difference, once. */
    public void add(String note) {
        notes.add(note);
    }

    /** All of them, in the order in which they came. */
    public List<String> all() {
        return new ArrayList<>(notes);
    }
}
