package dev.isaac.shell.internal.surface;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks on standard error and reads from standard input, which is a terminal. */
public final class ConsoleDialog implements Dialog {

    private final InputStream in;
    private final PrintStream err;
    private final Charset charset;

    public ConsoleDialog(InputStream in, PrintStream err, Charset charset) {
        this.in = in;
        this.err = err;
        this.charset = charset;
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public @Nullable String ask(String prompt) {
        err.print(prompt);
        err.flush();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            // Byte by byte: what follows the line belongs to whoever reads next.
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    return line.size() == 0 ? null : line.toString(charset);
                }
                line.write(b);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString(charset).strip();
    }

    @Override
    public char @Nullable [] askSecret(String prompt) {
        return Optional.ofNullable(System.console())
                .map(console -> console.readPassword("%s", prompt))
                .orElse(null);
    }
}
