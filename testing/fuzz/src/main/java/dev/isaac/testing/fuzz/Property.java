package dev.isaac.testing.fuzz;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must hold of whatever was accepted; the fuzzer reports the error and keeps the input. */
final class Property {

    private Property() {}

    static void require(boolean holds, String property) {
        if (!holds) {
            throw new AssertionError(property);
        }
    }

    static void same(@Nullable Object actual, @Nullable Object expected, String property) {
        if (!Objects.equals(actual, expected)) {
            throw new AssertionError(property + ": " + actual + " is not " + expected);
        }
    }
}
