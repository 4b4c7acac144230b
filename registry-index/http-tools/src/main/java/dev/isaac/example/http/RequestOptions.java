package dev.isaac.example.http;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.example.http.api.HttpCall;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The options of the commands, and the request that they make. */
final class RequestOptions {

    private static final List<Option> COMMON = List.of(
            Option.value("header", "'NAME: VALUE'", ValueType.TEXT, "A header of the request")
                    .letter('H')
                    .repeating(),
            Option.value("token-env", "NAME", ValueType.TEXT, "The environment variable that holds a bearer token"),
            Option.value("timeout", "TIME", ValueType.DURATION, "How long to wait for the server")
                    .letter('t')
                    .orElse("30s"),
            Option.flag("follow", "Follow redirects").letter('f'),
            Option.flag("fail", "Fail with exit code 1 when the status is 400 or more"));

    private static final List<Option> BODY = List.of(
            Option.value(
                            "data",
                            "DATA",
                            ValueType.TEXT,
                            "What to send: a text, @FILE, or - for what comes through the pipe")
                    .letter('d'),
            Option.value("json-body", "JSON", ValueType.TEXT, "What to send, as JSON"));

    private static final List<Option> ANSWER = List.of(
            Option.flag("body", "Only the body of the answer, as it comes, for pipes")
                    .letter('b'),
            Option.value("output", "FILE", ValueType.PATH, "Where to keep the body of the answer")
                    .letter('o'));

    private static final Pattern NO_SCHEME = Pattern.compile("[\\w.-]+(:\\d+)?([/?#].*)?|\\[[0-9a-fA-F:.]+].*");
    private static final Pattern LOCAL = Pattern.compile("(localhost|127\\.[\\d.]+|\\[::1])([:/?#].*)?");

    private RequestOptions() {}

    static Option[] of(boolean sends, boolean answers) {
        List<Option> options = new ArrayList<>();
        if (sends) {
            options.addAll(BODY);
        }
        options.addAll(COMMON);
        if (answers) {
            options.addAll(ANSWER);
        }
        return options.toArray(Option[]::new);
    }

    static HttpCall call(Invocation in, String method, boolean sends) throws CommandException {
        URI uri = parsed(completed(in.text("url")));
        Duration timeout = in.duration("timeout");
        if (timeout.isZero() || timeout.isNegative()) {
            throw Faults.usage("http.bad-timeout", "--timeout must be longer than nothing", "")
                    .exception();
        }
        HttpCall call = new HttpCall(method, uri, List.of(), Optional.empty(), timeout, in.has("follow"));
        for (String header : in.values("header")) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw Faults.usage(
                                "http.bad-header",
                                "A header reads NAME: VALUE, which one of --header does not",
                                "Quote it for the shell: --header 'Accept: text/plain'.")
                        .exception();
            }
            call = call.header(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        if (in.has("token-env")) {
            call = call.header("Authorization", "Bearer " + token(in));
        }
        return sends ? withBody(in, call) : call;
    }

    /** The address with the scheme that people leave out: https, but http for this machine. */
    private static String completed(String typed) {
        if (!NO_SCHEME.matcher(typed).matches()) {
            return typed;
        }
        return (LOCAL.matcher(typed).matches() ? "http://" : "https://") + typed;
    }

    private static URI parsed(String text) throws CommandException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw Faults.usage("http.bad-address", Addresses.shown(text) + " is no http or https address", "")
                    .exception(e);
        }
    }

    private static String token(Invocation in) throws CommandException {
        String name = in.text("token-env");
        String token = in.environment().get(name);
        if (token == null || token.isBlank()) {
            throw Fault.of(FaultKind.NOT_FOUND, "http.no-token", "The variable " + name + " is not set.")
                    .hint("Export it first; a token on the command line would stay in the history.")
                    .exception();
        }
        return token.strip();
    }

    private static HttpCall withBody(Invocation in, HttpCall call) throws CommandException {
        if (in.has("json-body")) {
            if (in.has("data")) {
                throw Faults.usage("http.two-bodies", "Only one of --data and --json-body can be sent", "")
                        .exception();
            }
            HttpCall typed = call.has("content-type") ? call : call.header("Content-Type", "application/json");
            return typed.text(in.text("json-body"));
        }
        if (!in.has("data")) {
            return call;
        }
        String data = in.text("data");
        BodyPublisher body;
        String type = "application/octet-stream";
        if (data.equals("-")) {
            body = BodyPublishers.ofInputStream(in::in);
        } else if (data.startsWith("@")) {
            Path file = in.directory().resolve(data.substring(1));
            try {
                body = BodyPublishers.ofFile(file);
            } catch (FileNotFoundException e) {
                throw Fault.of(FaultKind.NOT_FOUND, "http.no-file", "There is no file " + file + ".")
                        .exception(e);
            }
        } else {
            body = BodyPublishers.ofString(data);
            type = "application/x-www-form-urlencoded";
        }
        HttpCall typed = call.has("content-type") ? call : call.header("Content-Type", type);
        // What came through a pipe cannot be sent twice, so a redirect cannot repeat it.
        return new HttpCall(
                typed.method(),
                typed.uri(),
                typed.headers(),
                Optional.of(body),
                typed.timeout(),
                typed.follow() && !data.equals("-"));
    }
}
