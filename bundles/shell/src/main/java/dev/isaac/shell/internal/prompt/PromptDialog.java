package dev.isaac.shell.internal.prompt;

import dev.isaac.shell.internal.surface.Dialog;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Asks at the prompt's terminal. Answers are not kept in the history. */
final class PromptDialog implements Dialog {

    private final Terminal terminal;

    PromptDialog(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public @Nullable String ask(String prompt) {
        return read(prompt, null);
    }

    @Override
    public char @Nullable [] askSecret(String prompt) {
        String secret = read(prompt, (char) 0);
        return secret == null ? null : secret.toCharArray();
    }

    private @Nullable String read(String prompt, @Nullable Character mask) {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.DISABLE_HISTORY, true)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .build();
        try {
            return reader.readLine(prompt, mask);
        } catch (UserInterruptException | EndOfFileException e) {
            return null;
        }
    }
}
