package dev.isaac.shell.internal.surface;

import dev.isaac.shell.internal.render.Look;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Which of the standard streams are terminals, found without loading a terminal library.
 *
 * @param in whether standard input is one
 * @param out whether standard output is one
 * @param err whether standard error is one
 * @param type the terminal's type ({@code TERM}); {@code dumb} where there is none
 * @param charset in which text is written
 * @param columns the width in cells, asked when it is needed
 */
public record Terminals(boolean in, boolean out, boolean err, String type, Charset charset, IntSupplier columns) {

    /** Set by the start script: the numbers of the standard streams that are terminals, such as {@code 02}. */
    static final String PROPERTY = "isaac.tty";

    /** No terminal at all, as in a pipe. */
    public static Terminals none() {
        return new Terminals(false, false, false, "dumb", StandardCharsets.UTF_8, () -> Integer.MAX_VALUE);
    }

    /** Looks at this process. */
    public static Terminals ofThisProcess(Map<String, String> environment) {
        String type = environment.getOrDefault("TERM", isWindows() ? "windows" : "dumb");
        return new Terminals(
                isTerminal(0), isTerminal(1), isTerminal(2), type, charsetOfThisProcess(), TerminalSize::columns);
    }

    /** Whether the cursor can be moved. */
    public boolean isCapable() {
        return !type.equals("dumb") && !type.isEmpty();
    }

    /** How text looks on standard output. */
    public Look look(boolean colour) {
        return look(out, colour);
    }

    /** How text looks on standard error. */
    public Look errorLook(boolean colour) {
        return look(err, colour);
    }

    private Look look(boolean terminal, boolean colour) {
        boolean unicode = charset.newEncoder().canEncode('\u2026') && !isAsciiLocale();
        return new Look(
                terminal && colour && isCapable(), unicode, terminal, terminal ? columns : () -> Integer.MAX_VALUE);
    }

    private static boolean isTerminal(int descriptor) {
        String known = System.getProperty(PROPERTY);
        if (known != null) {
            return known.indexOf('0' + descriptor) >= 0;
        }
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            if (Files.isSymbolicLink(link)) {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
        } catch (IOException e) {
            // Not ours to read: the console decides.
            return consoleIsTerminal();
        }
        return consoleIsTerminal();
    }

    /** Where there is no /proc. Since Java 22 there may be a console without a terminal, and it can be asked. */
    private static boolean consoleIsTerminal() {
        Optional<Console> console = Optional.ofNullable(System.console());
        if (console.isEmpty()) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console.get());
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** A locale without a charset of its own says ASCII; UTF-8 loses nothing there. */
    private static Charset charsetOfThisProcess() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        try {
            Charset charset = Charset.forName(name);
            return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static boolean isAsciiLocale() {
        String name = System.getProperty("native.encoding", "");
        return name.equals("ANSI_X3.4-1968") || name.equals("US-ASCII");
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }
}
