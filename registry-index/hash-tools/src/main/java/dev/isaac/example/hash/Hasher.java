package dev.isaac.example.hash;

import dev.isaac.command.Argument;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.Progress;
import dev.isaac.command.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads data through an algorithm, with progress, stopped by Ctrl-C. */
final class Hasher {

    private static final int BUFFER = 1 << 16;

    /** The option that all commands share. */
    static final Option ALGORITHM = Option.value("algorithm", "NAME", ValueType.TEXT, "How to hash")
            .letter('a')
            .of(Algorithm.labels());

    private Hasher() {}

    /** The algorithm that was chosen, or SHA-256. */
    static Algorithm algorithm(Invocation in) {
        return in.value("algorithm").flatMap(Algorithm::named).orElse(Algorithm.SHA256);
    }

    /** The hash of a file, in hex. */
    static String file(Invocation in, Algorithm algorithm, Path file) throws CommandException {
        if (Files.isDirectory(file)) {
            throw Fault.of(FaultKind.USAGE, "hash.folder", file + " is a folder.")
                    .hint("Name the files in it.")
                    .exception();
        }
        try (InputStream data = Files.newInputStream(file);
                Progress.Task task =
                        in.progress().task("hashing " + file.getFileName(), Files.size(file), Progress.Unit.BYTES)) {
            return stream(in, algorithm, data, task);
        } catch (NoSuchFileException e) {
            throw Fault.of(FaultKind.NOT_FOUND, "hash.no-file", "There is no file " + file + ".")
                    .exception(e);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /** The hash of what comes through the pipe, in hex. */
    static String input(Invocation in, Algorithm algorithm) throws CommandException {
        try (Progress.Task task = in.progress().task("hashing the input", -1, Progress.Unit.BYTES)) {
            return stream(in, algorithm, in.in(), task);
        } catch (IOException e) {
            throw unreadable("the input", e);
        }
    }

    private static String stream(Invocation in, Algorithm algorithm, InputStream data, Progress.Task task)
            throws IOException, CommandException {
        Algorithm.Computation computation = algorithm.start();
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        for (int length = data.read(buffer); length >= 0; length = data.read(buffer)) {
            computation.update(buffer, length);
            total += length;
            task.done(total);
            in.cancellation().check();
        }
        return computation.result();
    }

    static CommandException unreadable(String what, IOException cause) {
        return Fault.of(FaultKind.FAILED, "hash.unreadable", what + " cannot be read: " + cause.getMessage() + ".")
                .exception(cause);
    }

    /** The argument that names files. */
    static Argument files() {
        return Argument.optional("file", ValueType.PATH, "Files to hash; none: what comes through the pipe")
                .repeating();
    }
}
