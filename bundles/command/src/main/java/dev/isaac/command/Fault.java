package dev.isaac.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a user is told when something does not work.
 *
 * @param kind decides the exit code
 * @param code stable dotted words that scripts may compare, for example {@code archive.duplicate-entry}
 * @param message one sentence that says what was refused and why
 * @param hint what to do next; empty when there is nothing to advise
 * @param details further data in plain JSON types (String, Number, Boolean, List, Map), never a secret
 */
public record Fault(FaultKind kind, String code, String message, String hint, Map<String, Object> details) {

    public Fault {
        Objects.requireNonNull(kind);
        Names.requireCode(code);
        Objects.requireNonNull(message);
        Objects.requireNonNull(hint);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** A fault without a hint. */
    public static Fault of(FaultKind kind, String code, String message) {
        return new Fault(kind, code, message, "", Map.of());
    }

    /** The same fault with a hint. */
    public Fault hint(String text) {
        return new Fault(kind, code, message, text, details);
    }

    /** The same fault with one more detail. */
    public Fault detail(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(key, value);
        return new Fault(kind, code, message, hint, more);
    }

    /**
     * Why a file could not be used, for the end of a sentence that names the file. The message of such an error is often the
     * file's name and nothing else.
     */
    public static String reason(IOException error) {
        if (error instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (error instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (error instanceof FileAlreadyExistsException) {
            return "it is there already";
        }
        if (error instanceof NotDirectoryException) {
            return "it is no folder";
        }
        if (error instanceof DirectoryNotEmptyException) {
            return "the folder is not empty";
        }
        if (error instanceof CharacterCodingException) {
            return "its bytes are no text";
        }
        String said = error instanceof FileSystemException file ? file.getReason() : error.getMessage();
        return said == null ? error.getClass().getSimpleName() : said;
    }

    /** The exception that carries this fault. */
    public CommandException exception() {
        return new CommandException(this);
    }

    /** The exception that carries this fault, with the cause for the log. */
    public CommandException exception(Throwable cause) {
        return new CommandException(this, cause);
    }
}
