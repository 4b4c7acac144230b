package dev.isaac.example.apitools;

import dev.isaac.command.Argument;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.example.json.api.JsonDocuments;
import dev.isaac.example.json.api.JsonException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the commands find their file. */
final class Suites {

    static final Argument FILE = Argument.required("file", ValueType.PATH, "The file of requests");
    static final List<Option> OPTIONS = List.of(
            Option.value("base", "URL", ValueType.TEXT, "The base address, instead of the file's"),
            Option.value("set", "NAME=VALUE", ValueType.TEXT, "The value of a variable in the file")
                    .letter('s')
                    .repeating(),
            Option.value("only", "NAME", ValueType.TEXT, "Only the request of that name")
                    .repeating());

    private Suites() {}

    static List<Suite.Check> read(Invocation in, JsonDocuments documents) throws CommandException {
        Map<String, String> variables = new HashMap<>(in.environment());
        for (String setting : in.values("set")) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw Fault.of(FaultKind.USAGE, "api.bad-set", "--set reads NAME=VALUE.")
                        .exception();
            }
            variables.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        Suite suite = Suite.read(document(in.path("file"), documents), in.value("base"), variables);
        if (!in.has("only")) {
            return suite.checks();
        }
        for (String name : in.values("only")) {
            if (suite.checks().stream().noneMatch(check -> check.name().equals(name))) {
                throw Fault.of(FaultKind.NOT_FOUND, "api.no-request", "The file has no request named " + name + ".")
                        .hint("`api list` shows the names.")
                        .exception();
            }
        }
        return suite.checks().stream()
                .filter(check -> in.values("only").contains(check.name()))
                .toList();
    }

    private static @Nullable Object document(Path file, JsonDocuments documents) throws CommandException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            List<@Nullable Object> found = documents.parse(in);
            if (found.size() != 1) {
                throw Suite.malformed("it holds " + found.size() + " JSON documents instead of one");
            }
            return found.get(0);
        } catch (JsonException e) {
            throw Suite.malformed("line " + e.line() + ", column " + e.column() + ": " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw Fault.of(FaultKind.NOT_FOUND, "api.no-file", "There is no file " + file + ".")
                    .exception(e);
        } catch (IOException e) {
            throw Fault.of(FaultKind.FAILED, "api.unreadable", file + " cannot be read: " + e.getMessage() + ".")
                    .exception(e);
        }
    }
}
