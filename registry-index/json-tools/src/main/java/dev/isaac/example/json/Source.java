package dev.isaac.example.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.isaac.command.Argument;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import dev.isaac.example.json.api.JsonDocuments;
import dev.isaac.example.json.api.JsonException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a command reads from, and how it says that this went wrong. */
final class Source {

    /** The argument that all commands share. */
    static final Argument FILE =
            Argument.optional("file", ValueType.PATH, "A JSON file; none: what comes through the pipe");

    private Source() {}

    /** The named file or the input. The caller closes it. */
    static InputStream open(Invocation in) throws CommandException {
        if (!in.has("file")) {
            if (!in.hasInput()) {
                throw Fault.of(FaultKind.USAGE, "json.nothing", "There is no JSON to read.")
                        .hint("Name a file, or send JSON through a pipe.")
                        .exception();
            }
            return in.in();
        }
        Path file = in.path("file");
        try {
            return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        } catch (NoSuchFileException e) {
            throw Fault.of(FaultKind.NOT_FOUND, "json.no-file", "There is no file " + file + ".")
                    .exception(e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** All documents of the file or the input; at least one. */
    static List<@Nullable Object> documents(Invocation in, JsonDocuments documents) throws CommandException {
        try (InputStream data = open(in)) {
            List<@Nullable Object> found = documents.parse(data);
            if (found.isEmpty()) {
                throw empty();
            }
            return found;
        } catch (JsonException e) {
            throw fault(e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    static CommandException empty() {
        return Fault.of(FaultKind.FAILED, "json.empty", "The input is empty.").exception();
    }

    static CommandException fault(JsonProcessingException cause) {
        return fault(Trees.invalid(cause));
    }

    static CommandException fault(JsonException e) {
        return switch (e.kind()) {
            case INVALID ->
                Fault.of(
                                FaultKind.FAILED,
                                "json.invalid",
                                "This is not JSON: line " + e.line() + ", column " + e.column() + ": " + e.getMessage()
                                        + ".")
                        .detail("line", e.line())
                        .detail("column", e.column())
                        .exception(e);
            case BAD_PATH ->
                Fault.of(FaultKind.USAGE, "json.bad-path", e.getMessage() + ".")
                        .hint("A path reads $.store.book[0].title or /store/book/0/title; quote it for the shell.")
                        .exception(e);
            case NO_MATCH ->
                Fault.of(FaultKind.NOT_FOUND, "json.no-match", "Not found: " + e.getMessage() + ".")
                        .hint("`json keys` shows what the document has.")
                        .exception(e);
        };
    }

    static CommandException unreadable(IOException cause) {
        return Fault.of(FaultKind.FAILED, "json.unreadable", "The input cannot be read: " + cause.getMessage() + ".")
                .exception(cause);
    }
}
