package dev.isaac.shell.internal.surface;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why something did not get there: a {@link java.io.PrintStream} keeps it to itself. */
public final class Delivery extends FilterOutputStream {

    private final boolean own;
    private volatile @Nullable IOException failure;

    /**
     * Watches a stream.
     *
     * @param own whether it is this process's standard output
     */
    public Delivery(OutputStream out, boolean own) {
        super(out);
        this.own = own;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw remember(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw remember(e);
        }
    }

    private IOException remember(IOException e) {
        if (failure == null) {
            failure = e;
        }
        return e;
    }

    /** What went wrong first; empty when everything was delivered. */
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether the reader of a pipe went away, as {@code head} does when it has enough: no error, and nobody to tell. */
    public boolean isReaderGone() {
        IOException seen = failure;
        return seen != null
                && (String.valueOf(seen.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe")
                        || (own && isPipe()));
    }

    /** The message is in the user's language. Nothing else goes wrong with a pipe, where the system tells that it is one. */
    private static boolean isPipe() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
