package dev.isaac.example.http;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Progress;
import dev.isaac.command.Tier;
import dev.isaac.command.ValueType;
import dev.isaac.example.http.api.HttpCallException;
import dev.isaac.example.http.api.HttpCaller;
import dev.isaac.example.http.api.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the commands share: all but method, words and tier. */
abstract class RequestCommand implements Command {

    private static final List<String> HEADERS = List.of(
            "Accept: application/json",
            "Accept-Language: ",
            "Authorization: ",
            "Content-Type: application/json",
            "If-Match: ",
            "If-None-Match: ",
            "Range: bytes=");

    private final String method;
    private final HttpCaller caller;
    private final boolean sends;
    private final boolean answers;

    /**
     * A command for one method.
     *
     * @param method in upper case
     */
    RequestCommand(String method, HttpCaller caller) {
        this.method = method;
        this.caller = caller;
        this.sends = !method.equals("GET") && !method.equals("HEAD");
        this.answers = !method.equals("HEAD");
    }

    /** A manifest with the shared arguments and options; the caller adds examples. */
    final CommandManifest.Builder manifest(String name, String summary, Tier tier) {
        String how = "Shows status, time, headers and body; JSON is laid out. An address without a scheme is taken as"
                + " https. User and password in an address become basic authentication and are not printed.";
        String pipes = answers
                ? "\n\nIn a pipe, --body passes on the body alone. --output keeps it in a file, which is replaced only"
                        + " when all of it has come."
                : "";
        return CommandManifest.command(name, summary)
                .description(how + pipes)
                .category("Network")
                .tier(tier)
                .arguments(Argument.required("url", ValueType.TEXT, "Where to send the request"))
                .options(RequestOptions.of(sends, answers));
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        if (answers && in.has("body") && in.has("output")) {
            throw Faults.usage("http.two-outputs", "Only one of --body and --output can be chosen", "")
                    .exception();
        }
        boolean keeps = answers && in.has("output");
        if (keeps && Files.exists(in.path("output"))) {
            in.confirm(Confirmation.ordinary(
                    "Replace " + in.path("output") + "?",
                    List.of("with the answer of " + Addresses.shown(in.text("url")))));
        }
        try (HttpReply reply = caller.call(RequestOptions.call(in, method, sends), in.cancellation())) {
            if (in.has("fail") && reply.status() >= 400) {
                throw Fault.of(
                                FaultKind.FAILED,
                                "http.status",
                                "The server answered " + Answer.status(reply.status()) + ".")
                        .detail("status", reply.status())
                        .exception();
            }
            if (keeps) {
                return kept(in, reply);
            }
            if (answers && in.has("body")) {
                reply.body().transferTo(in.out());
                in.out().flush();
                return CommandResult.nothing();
            }
            return Answer.whole(reply);
        } catch (HttpCallException e) {
            throw Faults.of(e);
        } catch (IOException e) {
            in.cancellation().check();
            throw Faults.of(e);
        }
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        String prefix = request.prefix().toLowerCase(Locale.ROOT);
        return switch (request.parameter()) {
            case "--header" ->
                HEADERS.stream()
                        .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(prefix))
                        .map(header -> new Completion(header, "", !header.endsWith(" ") && !header.endsWith("=")))
                        .toList();
            case "url" ->
                List.of("https://", "http://").stream()
                        .filter(scheme -> scheme.startsWith(prefix))
                        .map(scheme -> new Completion(scheme, "", false))
                        .toList();
            default -> List.of();
        };
    }

    private static CommandResult kept(Invocation in, HttpReply reply) throws IOException, CommandException {
        Path file = in.path("output");
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw Fault.of(FaultKind.NOT_FOUND, "http.no-folder", "There is no folder for " + file + ".")
                    .exception();
        }
        long total = reply.header("content-length").map(Long::parseLong).orElse(-1L);
        long done = 0;
        Path part = Files.createTempFile(folder, "." + file.getFileName(), ".part");
        try (Progress.Task task = in.progress().task("downloading " + file.getFileName(), total, Progress.Unit.BYTES)) {
            try (InputStream body = reply.body();
                    OutputStream out = Files.newOutputStream(part)) {
                byte[] buffer = new byte[1 << 16];
                for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                    out.write(buffer, 0, count);
                    done += count;
                    task.done(done);
                    in.cancellation().check();
                }
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        Map<String, Object> data = Answer.described(reply);
        data.put("file", file.toString());
        data.put("size", done);
        return CommandResult.text(
                reply.version() + " " + Answer.status(reply.status()) + " · " + done + " bytes in " + file, data);
    }
}
