package dev.isaac.shell.internal.surface;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks {@code stty} for the width of the terminal: some milliseconds, only when a table is shown on a terminal outside
 * the prompt. (The prompt has its own terminal.)
 */
final class TerminalSize {

    private static final int USUAL = 80;
    private static final Pattern SIZE = Pattern.compile("[0-9]+ ([1-9][0-9]{0,4})");

    private TerminalSize() {}

    static int columns() {
        String known = System.getenv("COLUMNS");
        if (known != null && known.matches("[1-9][0-9]{0,4}")) {
            return Integer.parseInt(known);
        }
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream in = process.getInputStream()) {
                Matcher size = SIZE.matcher(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
                if (process.waitFor(1, TimeUnit.SECONDS) && size.matches()) {
                    return Integer.parseInt(size.group(1));
                }
            }
        } catch (IOException e) {
            // No stty, as on Windows.
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return USUAL;
    }
}
