package dev.isaac.example.apitools;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.example.http.api.HttpCall;
import dev.isaac.example.http.api.HttpCallException;
import dev.isaac.example.http.api.HttpCaller;
import dev.isaac.example.http.api.HttpReply;
import dev.isaac.example.json.api.JsonDocuments;
import dev.isaac.example.json.api.JsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends one request and compares. */
final class Runner {

    private static final int LARGEST = 16 << 20;

    private final HttpCaller caller;
    private final JsonDocuments documents;
    private final Duration timeout;
    private final Cancellation cancellation;

    Runner(HttpCaller caller, JsonDocuments documents, Duration timeout, Cancellation cancellation) {
        this.caller = caller;
        this.documents = documents;
        this.timeout = timeout;
        this.cancellation = cancellation;
    }

    /** What came of it, as a row; {@code problems} is empty when everything held. */
    Map<String, Object> run(Suite.Check check) throws CommandException {
        Map<String, Object> row = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        row.put("name", check.name());
        row.put("result", "failed");
        try (HttpReply reply = caller.call(call(check), cancellation)) {
            row.put("status", reply.status());
            row.put("milliseconds", reply.elapsed().toMillis());
            compare(check.expected(), reply, problems);
        } catch (HttpCallException e) {
            cancellation.check();
            problems.add(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            cancellation.check();
            problems.add("the answer broke off");
        }
        if (problems.isEmpty()) {
            row.put("result", "ok");
        }
        row.put("problems", String.join("; ", problems));
        return row;
    }

    private HttpCall call(Suite.Check check) {
        HttpCall call = HttpCall.of(check.method(), check.uri()).within(timeout);
        for (Map.Entry<String, String> header : check.headers().entrySet()) {
            call = call.header(header.getKey(), header.getValue());
        }
        if (check.body().isEmpty()) {
            return call;
        }
        Suite.Body body = check.body().get();
        if (!body.json()) {
            return call.text(String.valueOf(body.value()));
        }
        HttpCall typed = call.has("content-type") ? call : call.header("Content-Type", "application/json");
        return typed.text(documents.write(body.value()));
    }

    private void compare(Suite.Expectation expected, HttpReply reply, List<String> problems) throws IOException {
        expected.status()
                .ifPresentOrElse(
                        status -> {
                            if (status != reply.status()) {
                                problems.add("status " + reply.status() + ", not " + status);
                            }
                        },
                        () -> {
                            if (reply.status() >= 400) {
                                problems.add("status " + reply.status());
                            }
                        });
        expected.milliseconds()
                .filter(most -> reply.elapsed().toMillis() > most)
                .ifPresent(most -> problems.add(reply.elapsed().toMillis() + " ms, more than " + most));
        expected.headers().forEach((name, part) -> {
            String value = reply.header(name).orElse("");
            if (!value.contains(part)) {
                problems.add("header " + name + " is \"" + value + "\", without \"" + part + "\"");
            }
        });
        if (expected.contains().isEmpty() && expected.json().isEmpty()) {
            return;
        }
        byte[] bytes = reply.body().readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            problems.add("the body has more than " + (LARGEST >> 20) + " MiB");
            return;
        }
        String body = new String(bytes, StandardCharsets.UTF_8);
        for (String part : expected.contains()) {
            if (!body.contains(part)) {
                problems.add("the body does not contain \"" + part + "\"");
            }
        }
        if (!expected.json().isEmpty()) {
            compareJson(expected.json(), bytes, problems);
        }
    }

    private void compareJson(Map<String, @Nullable Object> expected, byte[] body, List<String> problems)
            throws IOException {
        Object document;
        try {
            List<@Nullable Object> found = documents.parse(new ByteArrayInputStream(body));
            if (found.size() != 1) {
                problems.add("the body is not one JSON document");
                return;
            }
            document = found.get(0);
        } catch (JsonException e) {
            problems.add("the body is not JSON");
            return;
        }
        for (Map.Entry<String, @Nullable Object> entry : expected.entrySet()) {
            try {
                Object value = documents.query(document, entry.getKey());
                if (!same(value, entry.getValue())) {
                    problems.add(entry.getKey() + " is " + documents.write(value) + ", not "
                            + documents.write(entry.getValue()));
                }
            } catch (JsonException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Whether two JSON values are the same; 1, 1.0 and 1e0 are. */
    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0;
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int i = 0; i < a.size(); i++) {
                if (!same(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            return a.keySet().equals(b.keySet())
                    && a.entrySet().stream().allMatch(entry -> same(entry.getValue(), b.get(entry.getKey())));
        }
        return Objects.equals(one, other);
    }
}
