package dev.isaac.shell.internal.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page of help: for a script a map of plain JSON types, for a person text that fits the place where it is shown. It
 * travels as the data of a text result.
 */
public final class Page extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1L;

    private final transient Layout layout;

    /** How the page becomes text. */
    @FunctionalInterface
    public interface Layout {
        /** The lines for a place. */
        List<String> lines(Look look);
    }

    /** A page with its data and its text. */
    public Page(Map<String, ?> data, Layout layout) {
        super(data);
        this.layout = layout;
    }

    /** The lines for a place. */
    public List<String> lines(Look look) {
        return layout.lines(look);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
