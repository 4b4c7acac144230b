package dev.isaac.example.http;

/** Lays JSON out for reading, a member a line. What is not JSON comes out unchanged in meaning: only blanks move. */
final class JsonLayout {

    private JsonLayout() {}

    static String of(String json) {
        StringBuilder out = new StringBuilder(json.length() * 2);
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted) {
                out.append(c);
                if (c == '\\' && i + 1 < json.length()) {
                    i++;
                    out.append(json.charAt(i));
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
                out.append(c);
            } else if (c == '{' || c == '[') {
                int next = skip(json, i + 1);
                if (next < json.length() && (json.charAt(next) == '}' || json.charAt(next) == ']')) {
                    out.append(c).append(json.charAt(next));
                    i = next;
                } else {
                    depth++;
                    line(out.append(c), depth);
                }
            } else if (c == '}' || c == ']') {
                depth = Math.max(0, depth - 1);
                line(out, depth);
                out.append(c);
            } else if (c == ',') {
                line(out.append(c), depth);
            } else if (c == ':') {
                out.append(": ");
            } else if (!blank(c)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static void line(StringBuilder out, int depth) {
        out.append('\n').append("  ".repeat(Math.min(depth, 100)));
    }

    private static int skip(String json, int from) {
        int i = from;
        while (i < json.length() && blank(json.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
