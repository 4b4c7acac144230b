package dev.isaac.launcher.internal.home;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Brings a home from one layout to the next.
 *
 * @param from the layout it starts from; it leads to {@code from + 1}
 * @param action the change; it may be interrupted and run again, so it must accept what it did before
 */
public record Migration(int from, Action action) {

    /** The change of a migration. */
    @FunctionalInterface
    public interface Action {
        /** Changes the home. */
        void apply(Path home) throws IOException;
    }
}
