package dev.isaac.core.internal.home;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.core.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A small JSON file that is replaced as a whole: readers see the old one or the new one. */
public final class JsonFile {

    private JsonFile() {}

    /** The object in the file; empty when there is no file. */
    public static Map<String, Object> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Json.parseObject(in);
        } catch (NoSuchFileException e) {
            return new LinkedHashMap<>();
        }
    }

    /** Replaces the file. */
    public static void write(Path file, Map<String, ?> content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no folder: " + file);
        }
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, "." + file.getFileName(), ".new");
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                Json.write(content, true, out);
                out.write('\n');
            }
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * The fault for a file that could not be replaced. It names the file, not the one beside it that was written first.
     *
     * @param code for what is neither a home that cannot be written nor a full disk
     * @param what could not be done, one sentence without its end
     */
    public static CommandException notWritten(String code, String what, IOException error) {
        String reason = Fault.reason(error);
        String lower = reason.toLowerCase(Locale.ROOT);
        if (error instanceof AccessDeniedException || lower.contains("read-only")) {
            return Fault.of(FaultKind.UNAVAILABLE, "home.read-only", what + ": " + reason + ".")
                    .hint("Make the home folder writable for you, or name another one with --home DIR.")
                    .exception(error);
        }
        if (lower.contains("no space left") || lower.contains("quota")) {
            return Fault.of(FaultKind.FAILED, "disk.full", what + ": " + reason + ".")
                    .hint("Free some space and try again; nothing was changed.")
                    .exception(error);
        }
        return Fault.of(FaultKind.FAILED, code, what + ": " + reason + ".")
                .hint("Look at the file and at the rights of the home folder; doctor does too.")
                .exception(error);
    }
}
