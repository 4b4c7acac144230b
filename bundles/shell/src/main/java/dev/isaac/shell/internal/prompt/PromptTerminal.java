package dev.isaac.shell.internal.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.ExternalTerminal;

/** Opens the terminal of this process. */
public final class PromptTerminal {

    private static final int FIRST_WITH_NATIVE_ACCESS_RULES = 22;

    private PromptTerminal() {}

    /** Opens it; the caller closes it, which restores its modes. */
    public static Terminal open(Charset charset) throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .name("isaac")
                .system(true)
                .dumb(true)
                .providers(providers())
                .encoding(charset)
                .nativeSignals(true)
                .signalHandler(Terminal.SignalHandler.SIG_IGN)
                .build();
        // Ctrl-Z stops a native program. Who would go on here and wait for it, would wait for ever: the process stops
        // with it,
        // and the shell that started both brings them back.
        terminal.handle(Terminal.Signal.TSTP, Terminal.SignalHandler.SIG_DFL);
        return terminal;
    }

    /** A terminal that exists only in memory, and reads what it is given. */
    public static Terminal rehearsal(InputStream in) throws IOException {
        return new ExternalTerminal(
                "rehearsal", "xterm-256color", in, OutputStream.nullOutputStream(), StandardCharsets.UTF_8);
    }

    /**
     * Native calls are fast, but newer Java versions print a warning for each library that was not permitted to make
     * them; there {@code stty} does the same, a little slower.
     */
    private static String providers() {
        if (Runtime.version().feature() < FIRST_WITH_NATIVE_ACCESS_RULES) {
            return "jni,exec";
        }
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return windows || isNativeAccessEnabled() ? "ffm,jni,exec" : "exec";
    }

    private static boolean isNativeAccessEnabled() {
        try {
            return (boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(Terminal.class.getModule());
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
