package dev.isaac.core.internal.route;

import dev.isaac.core.Explanation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who runs a command.
 *
 * @param route who
 * @param target the command's name, the function or the program
 * @param words how many words the name of an ISAAC command has
 * @param entry the ISAAC command; {@code null} with route {@code COMMAND}: only a group was named
 * @param program the file of a native program, where it is one
 */
public record Routed(
        Explanation.Route route,
        String target,
        int words,
        @Nullable CommandEntry entry,
        @Nullable Path program) {

    static Routed of(Explanation.Route route, String target) {
        return new Routed(route, target, 1, null, null);
    }

    /** Whether the name is the beginning of commands and no command itself. */
    public boolean isGroup() {
        return route == Explanation.Route.COMMAND && entry == null;
    }
}
