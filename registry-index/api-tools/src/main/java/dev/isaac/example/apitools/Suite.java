package dev.isaac.example.apitools;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of requests.
 *
 * @param checks in the order of the file
 */
record Suite(List<Check> checks) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    Suite {
        checks = List.copyOf(checks);
    }

    /**
     * One request with what is expected.
     *
     * @param name what the user calls it
     * @param method in upper case
     * @param uri where it goes
     * @param headers names to values
     * @param body what is sent, if anything
     * @param expected what must come back
     */
    record Check(
            String name,
            String method,
            URI uri,
            Map<String, String> headers,
            Optional<Body> body,
            Expectation expected) {}

    /**
     * What is sent.
     *
     * @param value a text, or a JSON value
     * @param json whether it is a JSON value
     */
    record Body(@Nullable Object value, boolean json) {}

    /**
     * What must come back. What is absent is not looked at; without a status any below 400 will do.
     *
     * @param status the status code
     * @param milliseconds the longest time until the headers
     * @param headers names in lower case to what the value must contain
     * @param contains texts that the body must contain
     * @param json paths to the values that must be there
     */
    record Expectation(
            Optional<Long> status,
            Optional<Long> milliseconds,
            Map<String, String> headers,
            List<String> contains,
            Map<String, @Nullable Object> json) {}

    /**
     * Reads a suite.
     *
     * @param document the parsed file
     * @param base replaces the base address of the file, if given
     * @param variables what {@code ${NAME}} stands for
     */
    static Suite read(@Nullable Object document, Optional<String> base, Map<String, String> variables)
            throws CommandException {
        Fields file = new Fields("the file", document, variables);
        String root = base.isPresent() ? base.get() : file.text("base").orElse("");
        file.end("base", "requests");
        List<Check> checks = new ArrayList<>();
        int number = 0;
        for (Object element : file.list("requests")) {
            number++;
            checks.add(check(new Fields("request " + number, element, variables), root, number));
        }
        if (checks.isEmpty()) {
            throw malformed("the file has no requests");
        }
        return new Suite(checks);
    }

    private static Check check(Fields request, String base, int number) throws CommandException {
        request.end("name", "method", "path", "headers", "body", "json", "expect");
        String address = base + request.text("path").orElse("");
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw malformed("request " + number + " has no good address");
        }
        Optional<Body> body = request.has("json")
                ? Optional.of(new Body(request.value("json"), true))
                : request.text("body").map(text -> new Body(text, false));
        Fields expect = new Fields("request " + number + ": expect", request.orEmpty("expect"), request.variables);
        expect.end("status", "milliseconds", "headers", "contains", "json");
        Map<String, String> expectedHeaders = new LinkedHashMap<>();
        expect.texts("headers").forEach((name, value) -> expectedHeaders.put(name.toLowerCase(Locale.ROOT), value));
        List<String> contains = new ArrayList<>();
        for (Object text : expect.list("contains")) {
            contains.add(String.valueOf(text));
        }
        return new Check(
                request.text("name").orElse("request " + number),
                request.text("method").orElse("GET").toUpperCase(Locale.ROOT),
                uri,
                request.texts("headers"),
                body,
                new Expectation(
                        expect.integer("status"),
                        expect.integer("milliseconds"),
                        expectedHeaders,
                        contains,
                        expect.object("json")));
    }

    static CommandException malformed(String reason) {
        return Fault.of(FaultKind.FAILED, "api.bad-file", "This is no file of requests: " + reason + ".")
                .hint("`help api check` shows what such a file looks like.")
                .exception();
    }

    /** The members of an object, checked as they are taken. */
    private static final class Fields {
        private final String place;
        private final Map<?, ?> members;
        private final Map<String, String> variables;

        Fields(String place, @Nullable Object value, Map<String, String> variables) throws CommandException {
            if (!(value instanceof Map<?, ?> object)) {
                throw malformed(place + " is no object");
            }
            this.place = place;
            this.members = object;
            this.variables = variables;
        }

        boolean has(String name) {
            return members.containsKey(name);
        }

        /** Refuses members that would be ignored: a misspelt expectation must not pass. */
        void end(String... known) throws CommandException {
            for (Object name : members.keySet()) {
                if (!List.of(known).contains(String.valueOf(name))) {
                    throw malformed(place + " has a member that is not known: " + name);
                }
            }
        }

        @Nullable
        Object value(String name) throws CommandException {
            return filled(members.get(name));
        }

        Object orEmpty(String name) {
            Object value = members.get(name);
            return value == null ? Map.of() : value;
        }

        Optional<String> text(String name) throws CommandException {
            Object value = value(name);
            if (value != null && !(value instanceof String)) {
                throw malformed(place + ": " + name + " is no text");
            }
            return Optional.ofNullable((String) value);
        }

        Optional<Long> integer(String name) throws CommandException {
            Object value = members.get(name);
            if (value != null && !(value instanceof Long)) {
                throw malformed(place + ": " + name + " is no whole number");
            }
            return Optional.ofNullable((Long) value);
        }

        List<@Nullable Object> list(String name) throws CommandException {
            Object value = value(name);
            if (value == null) {
                return List.of();
            }
            if (!(value instanceof List<?> list)) {
                throw malformed(place + ": " + name + " is no array");
            }
            return new ArrayList<>(list);
        }

        Map<String, @Nullable Object> object(String name) throws CommandException {
            Map<String, @Nullable Object> found = new LinkedHashMap<>();
            if (value(name) instanceof Map<?, ?> object) {
                object.forEach((key, value) -> found.put(String.valueOf(key), value));
            } else if (has(name)) {
                throw malformed(place + ": " + name + " is no object");
            }
            return found;
        }

        Map<String, String> texts(String name) throws CommandException {
            Map<String, String> found = new LinkedHashMap<>();
            for (Map.Entry<String, @Nullable Object> entry : object(name).entrySet()) {
                if (!(entry.getValue() instanceof String text)) {
                    throw malformed(place + ": " + name + " has a value that is no text");
                }
                found.put(entry.getKey(), text);
            }
            return found;
        }

        /** The same value with its variables replaced. */
        private @Nullable Object filled(@Nullable Object value) throws CommandException {
            if (value instanceof String text) {
                Matcher matcher = VARIABLE.matcher(text);
                StringBuilder filled = new StringBuilder();
                while (matcher.find()) {
                    String replacement = variables.get(matcher.group(1));
                    if (replacement == null) {
                        throw Fault.of(
                                        FaultKind.NOT_FOUND,
                                        "api.no-variable",
                                        "The file needs the variable " + matcher.group(1) + ", which is not set.")
                                .hint("Export it, or give it with --set " + matcher.group(1) + "=VALUE.")
                                .exception();
                    }
                    matcher.appendReplacement(filled, Matcher.quoteReplacement(replacement));
                }
                return matcher.appendTail(filled).toString();
            }
            if (value instanceof List<?> list) {
                List<@Nullable Object> filled = new ArrayList<>();
                for (Object element : list) {
                    filled.add(filled(element));
                }
                return filled;
            }
            if (value instanceof Map<?, ?> object) {
                Map<String, @Nullable Object> filled = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : object.entrySet()) {
                    filled.put(String.valueOf(entry.getKey()), filled(entry.getValue()));
                }
                return filled;
            }
            return value;
        }
    }
}
