package dev.isaac.testing.conformance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * JSON as a repository tool of somebody else writes it: indented by one space, names sorted, everything beyond ASCII
 * escaped; and the canonical form for its signatures. Written without our own library, which it is to judge.
 */
final class Documents {

    private Documents() {}

    static byte[] served(Object value) {
        return indented(value, 0).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] canonical(Object value) {
        return compact(value).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> sorted(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>((a, b) ->
                Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
        map.forEach((name, value) -> sorted.put((String) name, value));
        return sorted;
    }

    private static String compact(Object value) {
        if (value instanceof Map<?, ?> map) {
            return sorted(map).entrySet().stream()
                    .map(member -> compact(member.getKey()) + ":" + compact(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Documents::compact).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof String text
                ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : String.valueOf(value);
    }

    private static String indented(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            return block(
                    '{',
                    '}',
                    depth,
                    List.copyOf(sorted(map).entrySet()),
                    member -> escaped(member.getKey()) + ": " + indented(member.getValue(), depth + 1));
        }
        if (value instanceof List<?> list) {
            return block('[', ']', depth, list, item -> indented(item, depth + 1));
        }
        return value instanceof String text ? escaped(text) : String.valueOf(value);
    }

    private static <T> String block(char open, char close, int depth, List<T> items, Function<T, String> text) {
        String line = "\n" + " ".repeat(depth + 1);
        return items.isEmpty()
                ? "" + open + close
                : items.stream().map(text).collect(Collectors.joining("," + line, open + line, "")) + "\n"
                        + " ".repeat(depth) + close;
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c < 0x20 || c > 0x7e) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
