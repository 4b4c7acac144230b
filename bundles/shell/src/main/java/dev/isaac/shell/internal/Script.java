package dev.isaac.shell.internal;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.core.LineSession;
import dev.isaac.core.Outcome;
import dev.isaac.core.Surface;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the lines of a stream one after another; a line that is not finished goes on in the next. */
final class Script {

    /** More than the parser takes: what has no end, such as a device, is not read into memory. */
    private static final int LONGEST = 20_000_000;

    private final InputStream in;
    private final Charset charset;

    /** Whether the bytes of the line that was read last are text. */
    private boolean decoded = true;

    Script(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
    }

    /** Runs all lines, or those up to {@code exit}; the outcome is the last line's. */
    Outcome run(LineSession session, Surface surface) {
        Outcome outcome = new Outcome(0, Optional.empty(), false);
        try {
            String line = readLine();
            while (line != null && !outcome.exit()) {
                if (!decoded) {
                    Fault fault = Undecodable.fault("A line");
                    surface.report(fault);
                    outcome = new Outcome(fault.kind().exitCode(), Optional.of(fault), false);
                    line = readLine();
                    continue;
                }
                ParsedLine parsed = session.parse(line);
                if (parsed instanceof ParsedLine.Incomplete) {
                    String more = readLine();
                    if (more != null) {
                        line = line + "\n" + more;
                        continue;
                    }
                }
                if (!isEmpty(parsed)) {
                    outcome = session.execute(line, surface);
                }
                line = readLine();
            }
        } catch (IOException e) {
            Fault fault = Fault.of(
                    FaultKind.FAILED, "shell.input-failed", "Standard input could not be read: " + e.getMessage());
            surface.report(fault);
            return new Outcome(fault.kind().exitCode(), Optional.of(fault), false);
        }
        return outcome;
    }

    private static boolean isEmpty(ParsedLine parsed) {
        return parsed instanceof ParsedLine.Complete complete
                && complete.root().entries().isEmpty();
    }

    /** Byte by byte, so that a program that the script starts finds what follows its line. */
    private @Nullable String readLine() throws IOException {
        int b = in.read();
        if (b < 0) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (b >= 0 && b != '\n') {
            if (line.size() == LONGEST) {
                throw new IOException("a line is longer than " + LONGEST + " bytes");
            }
            line.write(b);
            b = in.read();
        }
        String text = line.toString(charset);
        decoded = Arrays.equals(text.getBytes(charset), line.toByteArray());
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
