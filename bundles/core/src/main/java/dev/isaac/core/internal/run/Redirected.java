package dev.isaac.core.internal.run;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.line.Redirection;
import dev.isaac.core.Surface;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opens the redirections of a command of ours, in their order, and closes what it opened. */
final class Redirected implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Redirected.class.getName());

    private final List<AutoCloseable> opened = new ArrayList<>(2);
    private final Path directory;
    private final Surface surface;
    private Io io;

    private Redirected(Io io, Path directory, Surface surface) {
        this.io = io;
        this.directory = directory;
        this.surface = surface;
    }

    /** Expands the target of a redirection to one value. */
    interface Targets {
        String value(dev.isaac.command.line.Word word) throws CommandException;
    }

    static Redirected open(List<Redirection> redirections, Io io, Path directory, Surface surface, Targets targets)
            throws CommandException {
        Redirected redirected = new Redirected(io, directory, surface);
        try {
            for (Redirection redirection : redirections) {
                redirected.apply(redirection, targets);
            }
            return redirected;
        } catch (CommandException e) {
            redirected.close();
            throw e;
        }
    }

    Io io() {
        return io;
    }

    private void apply(Redirection redirection, Targets targets) throws CommandException {
        String value = targets.value(redirection.target());
        String descriptor = redirection.descriptor().orElse("");
        switch (redirection.operator()) {
            case READ -> {
                require(redirection, descriptor, "", "0");
                io = io.withIn(keep(read(value)));
            }
            case HERE_STRING -> io = io.withIn(bytes(value + "\n"));
            case HERE_DOCUMENT, HERE_DOCUMENT_TABS -> {
                String text = redirection.document().isPresent()
                        ? targets.value(redirection.document().get())
                        : "";
                boolean strip = redirection.operator() == Redirection.Operator.HERE_DOCUMENT_TABS;
                io = io.withIn(bytes(strip ? text.replaceAll("(?m)^\t+", "") : text));
            }
            case WRITE, CLOBBER, APPEND -> {
                require(redirection, descriptor, "", "1", "2");
                OutputStream out = keep(write(value, redirection.operator() == Redirection.Operator.APPEND));
                io = descriptor.equals("2") ? io.withErr(out) : io.withOut(out);
            }
            case WRITE_BOTH, APPEND_BOTH -> {
                OutputStream out = keep(write(value, redirection.operator() == Redirection.Operator.APPEND_BOTH));
                io = io.withOut(out).withErr(out);
            }
            case DUPLICATE_OUTPUT -> duplicate(redirection, descriptor, value);
            case DUPLICATE_INPUT, READ_WRITE -> throw unsupported(redirection);
        }
    }

    private void duplicate(Redirection redirection, String descriptor, String value) throws CommandException {
        if (descriptor.equals("2") && value.equals("1")) {
            OutputStream out = io.out();
            io = io.withErr(out != null ? out : surface.out());
        } else if ((descriptor.isEmpty() || descriptor.equals("1")) && value.equals("2")) {
            OutputStream err = io.err();
            io = io.withOut(err != null ? err : surface.err());
        } else if (descriptor.isEmpty() && !value.matches("\\d+|-")) {
            OutputStream out = keep(write(value, false));
            io = io.withOut(out).withErr(out);
        } else {
            throw unsupported(redirection);
        }
    }

    private static void require(Redirection redirection, String descriptor, String... allowed) throws CommandException {
        if (!List.of(allowed).contains(descriptor)) {
            throw unsupported(redirection);
        }
    }

    private static CommandException unsupported(Redirection redirection) {
        return new Fault(
                        FaultKind.USAGE,
                        "line.redirection",
                        "A command of ISAAC cannot be redirected by "
                                + redirection.descriptor().orElse("")
                                + redirection.operator().text() + ".",
                        "It has standard input, output and error output: <, >, >>, 2>, 2>&1 and &> work.",
                        Map.of())
                .exception();
    }

    private <T extends AutoCloseable> T keep(T stream) {
        opened.add(stream);
        return stream;
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private InputStream read(String value) throws CommandException {
        try {
            return Files.newInputStream(directory.resolve(value));
        } catch (IOException | InvalidPathException e) {
            throw file(value, "read", e);
        }
    }

    private OutputStream write(String value, boolean append) throws CommandException {
        if (value.equals("/dev/null")) {
            return OutputStream.nullOutputStream();
        }
        OpenOption[] options = {
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING
        };
        try {
            return new BufferedOutputStream(Files.newOutputStream(directory.resolve(value), options));
        } catch (IOException | InvalidPathException e) {
            throw file(value, "written", e);
        }
    }

    private static CommandException file(String value, String what, Exception e) {
        FaultKind kind = e instanceof NoSuchFileException ? FaultKind.NOT_FOUND : FaultKind.FAILED;
        String why = e instanceof NoSuchFileException
                ? "it does not exist"
                : e instanceof AccessDeniedException ? "access is denied" : String.valueOf(e.getMessage());
        return Fault.of(kind, "line.file", "The file " + value + " cannot be " + what + ": " + why + ".")
                .exception(e);
    }

    @Override
    public void close() {
        for (AutoCloseable stream : opened) {
            try {
                stream.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "a redirected file could not be closed", e);
            }
        }
    }
}
