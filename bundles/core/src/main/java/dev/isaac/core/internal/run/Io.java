package dev.isaac.core.internal.run;

import dev.isaac.core.Surface;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where one command reads and writes.
 *
 * @param in standard input
 * @param inheritIn whether a native program may have this process' own input
 * @param hasInput whether the input is a pipe or a file
 * @param out standard output; {@code null}: the surface
 * @param inheritOut whether a native program may have this process' own output
 * @param err standard error; {@code null}: the surface
 * @param inheritErr whether a native program may have this process' own error output
 */
public record Io(
        InputStream in,
        boolean inheritIn,
        boolean hasInput,
        @Nullable OutputStream out,
        boolean inheritOut,
        @Nullable OutputStream err,
        boolean inheritErr) {

    /** The streams of a surface. */
    public static Io of(Surface surface) {
        boolean inherit = surface.inheritsProcessStreams();
        return new Io(surface.in(), inherit, surface.hasInput(), null, inherit, null, inherit);
    }

    /** The same with other input. */
    public Io withIn(InputStream stream) {
        return new Io(stream, false, true, out, inheritOut, err, inheritErr);
    }

    /** The same with other output. */
    public Io withOut(OutputStream stream) {
        return new Io(in, inheritIn, hasInput, stream, false, err, inheritErr);
    }

    /** The same with other error output. */
    public Io withErr(OutputStream stream) {
        return new Io(in, inheritIn, hasInput, out, inheritOut, stream, false);
    }
}
