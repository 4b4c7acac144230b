package dev.isaac.example.http;

import dev.isaac.command.CommandResult;
import dev.isaac.example.http.api.HttpReply;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer as people read it. */
final class Answer {

    /** More than this is not shown but kept in a file. */
    static final int MOST_SHOWN = 4 << 20;

    private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([^\\s;\"]+)");
    private static final Map<Integer, String> PHRASES = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(202, "Accepted"),
            Map.entry(204, "No Content"),
            Map.entry(206, "Partial Content"),
            Map.entry(301, "Moved Permanently"),
            Map.entry(302, "Found"),
            Map.entry(303, "See Other"),
            Map.entry(304, "Not Modified"),
            Map.entry(307, "Temporary Redirect"),
            Map.entry(308, "Permanent Redirect"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(412, "Precondition Failed"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private Answer() {}

    /** Status and name, such as {@code 404 Not Found}. */
    static String status(int code) {
        String phrase = PHRASES.get(code);
        return phrase == null ? Integer.toString(code) : code + " " + phrase;
    }

    /** The whole answer with its headers; reads the body. */
    static CommandResult whole(HttpReply reply) throws IOException {
        byte[] bytes = reply.body().readNBytes(MOST_SHOWN + 1);
        boolean cut = bytes.length > MOST_SHOWN;
        String size = cut
                ? "more than " + (MOST_SHOWN >> 20) + " MiB"
                : bytes.length == 0 ? "no body" : bytes.length + " bytes";
        Map<String, Object> data = described(reply);
        StringBuilder text = new StringBuilder(reply.version() + " " + status(reply.status()) + " · "
                + reply.elapsed().toMillis() + " ms · " + size);
        new TreeMap<>(reply.headers())
                .forEach((name, values) -> values.forEach(value -> text.append('\n')
                        .append(clean(name))
                        .append(": ")
                        .append(clean(name.equals("location") ? Addresses.shown(value) : value))));
        if (bytes.length > 0) {
            text.append("\n\n");
            if (cut || !isText(reply, bytes)) {
                text.append('(').append(size).append(" of ").append(clean(type(reply)));
                text.append("; --output FILE keeps them)");
            } else {
                String body = new String(bytes, charset(reply));
                data.put("body", body);
                text.append(clean(type(reply).contains("json") ? JsonLayout.of(body) : body.stripTrailing()));
            }
        }
        data.put("size", cut ? null : bytes.length);
        return CommandResult.text(text.toString(), data);
    }

    /** What is known without the body. */
    static Map<String, Object> described(HttpReply reply) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("url", Addresses.shown(reply.uri()));
        data.put("version", reply.version());
        data.put("status", reply.status());
        data.put("milliseconds", reply.elapsed().toMillis());
        Map<String, Object> headers = new TreeMap<>();
        reply.headers()
                .forEach((name, values) -> headers.put(
                        name,
                        name.equals("location")
                                ? Addresses.shown(values.get(0))
                                : values.size() == 1 ? values.get(0) : List.copyOf(values)));
        data.put("headers", headers);
        return data;
    }

    /** A server must not be able to steer the terminal. */
    static String clean(String text) {
        return text.codePoints()
                .filter(c -> c != '\r')
                .map(c -> c == '\n' || c == '\t' || !Character.isISOControl(c) ? c : '\uFFFD')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String type(HttpReply reply) {
        return reply.header("content-type").orElse("unknown type").toLowerCase(Locale.ROOT);
    }

    private static boolean isText(HttpReply reply, byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return false;
            }
        }
        String type = type(reply);
        return !reply.headers().containsKey("content-encoding")
                && !type.startsWith("image/")
                && !type.startsWith("audio/")
                && !type.startsWith("video/")
                && !type.startsWith("font/")
                && !type.startsWith("application/octet-stream");
    }

    private static Charset charset(HttpReply reply) {
        Matcher named = CHARSET.matcher(type(reply));
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
