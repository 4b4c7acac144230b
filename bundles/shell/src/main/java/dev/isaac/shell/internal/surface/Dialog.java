package dev.isaac.shell.internal.surface;

import org.jspecify.annotations.Nullable;

/** The way to a person, where there is one. */
public interface Dialog {

    /** Nobody is there. */
    Dialog NOBODY = new Dialog() {
        @Override
        public boolean isThere() {
            return false;
        }

        @Override
        public @Nullable String ask(String prompt) {
            return null;
        }

        @Override
        public char @Nullable [] askSecret(String prompt) {
            return null;
        }
    };

    /** Whether somebody can be asked. */
    boolean isThere();

    /** Shows a prompt and reads a line; {@code null} when the person went away or interrupted. */
    @Nullable
    String ask(String prompt);

    /** Shows a prompt and reads a line without showing it; {@code null} when the person went away or interrupted. */
    char @Nullable [] askSecret(String prompt);
}
