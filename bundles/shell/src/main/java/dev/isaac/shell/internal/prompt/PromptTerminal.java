package dev.isaac.shell.internal.prompt;

import java.io.IOException;
import java.nio.charset.Charset;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Opens the terminal of this process. */
public final class PromptTerminal {

    private static final int FIRST_WITH_NATIVE_ACCESS_RULES = 22;

    private PromptTerminal() {}

    /** Opens it; the caller closes it, which restores its modes. */
    public static Terminal open(Charset charset) throws IOException {
        return TerminalBuilder.builder()
                .name("isaac")
                .system(true)
                .dumb(true)
                .providers(providers())
                .encoding(charset)
                .nativeSignals(true)
                .signalHandler(Terminal.SignalHandler.SIG_IGN)
                .build();
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
