package dev.isaac.shell.internal.render;

import java.util.function.IntSupplier;

/**
 * What the place where text appears can do.
 *
 * @param colour whether escape sequences for colours are wanted
 * @param unicode whether characters beyond ASCII arrive as they are
 * @param terminal whether a person sees it at once
 * @param columns the width in cells, asked when it is needed; {@link Integer#MAX_VALUE} where there is no limit
 */
public record Look(boolean colour, boolean unicode, boolean terminal, IntSupplier columns) {

    static final int NARROWEST = 20;

    /** For a pipe or a file: no colours, no limit of the width. */
    public static Look plain() {
        return new Look(false, true, false, () -> Integer.MAX_VALUE);
    }

    /** The width in cells, at least a few. */
    public int width() {
        return Math.max(NARROWEST, columns.getAsInt());
    }

    /** Text in a style, where colours are wanted. */
    public String paint(Style style, String text) {
        if (!colour || style.code().isEmpty() || text.isEmpty()) {
            return text;
        }
        return "\u001b[" + style.code() + "m" + text + "\u001b[0m";
    }

    /** What stands for text that was cut off. */
    public String ellipsis() {
        return unicode ? "\u2026" : "...";
    }

    /** What stands before an item of a list. */
    public String bullet() {
        return unicode ? "\u2022" : "-";
    }
}
