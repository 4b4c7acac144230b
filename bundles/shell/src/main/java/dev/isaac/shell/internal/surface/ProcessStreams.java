package dev.isaac.shell.internal.surface;

import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * The standard streams of a process, and what is known of them.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param terminals which of them are terminals
 * @param inheritable whether they are the process's own, so that a native program may inherit them
 */
public record ProcessStreams(
        InputStream in, PrintStream out, PrintStream err, Terminals terminals, boolean inheritable) {

    private static final int BUFFER = 8192;

    /** Wraps streams so that text is written in a charset, and nothing is flushed until somebody asks for it. */
    public static ProcessStreams of(
            InputStream in, OutputStream out, OutputStream err, Terminals terminals, boolean inheritable) {
        return new ProcessStreams(
                in,
                new PrintStream(new BufferedOutputStream(out, BUFFER), false, terminals.charset()),
                new PrintStream(new BufferedOutputStream(err, BUFFER), false, terminals.charset()),
                terminals,
                inheritable);
    }
}
