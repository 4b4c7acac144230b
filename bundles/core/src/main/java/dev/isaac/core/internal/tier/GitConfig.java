package dev.isaac.core.internal.tier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the syntax of git's configuration files, as {@code git-config(1)} has it.
 *
 * @param section in lower case
 * @param subsection what stands in quotes behind it; empty where nothing does
 * @param key in lower case
 * @param value with quotes and escapes resolved
 */
record GitConfig(String section, String subsection, String key, String value) {

    /** All settings of a text, in their order; what is no setting is passed over. */
    static List<GitConfig> parse(String text) {
        return new Reader(text).read();
    }

    private static final class Reader {
        private final String text;
        private int at;
        private String section = "";
        private String subsection = "";

        Reader(String text) {
            this.text = text;
        }

        List<GitConfig> read() {
            List<GitConfig> settings = new ArrayList<>();
            while (at < text.length()) {
                char c = text.charAt(at);
                if (Character.isWhitespace(c)) {
                    at++;
                } else if (c == '#' || c == ';') {
                    skipLine();
                } else if (c == '[') {
                    header();
                } else {
                    setting(settings);
                }
            }
            return settings;
        }

        private void skipLine() {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end + 1;
        }

        private void header() {
            int open = ++at;
            while (at < text.length() && "]\"\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            section = text.substring(open, at).strip().toLowerCase(Locale.ROOT);
            subsection = "";
            if (at < text.length() && text.charAt(at) == '"') {
                StringBuilder name = new StringBuilder();
                at++;
                while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
                    at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
                    name.append(text.charAt(at++));
                }
                subsection = name.toString();
            }
            while (at < text.length() && text.charAt(at) != ']' && text.charAt(at) != '\n') {
                at++;
            }
            at++;
        }

        private void setting(List<GitConfig> settings) {
            int begin = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '-')) {
                at++;
            }
            String key = text.substring(begin, at).toLowerCase(Locale.ROOT);
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
            if (!key.isEmpty() && at < text.length() && text.charAt(at) == '=') {
                at++;
                settings.add(new GitConfig(section, subsection, key, value()));
            } else {
                skipLine();
            }
        }

        /** Up to the end of the line; a backslash there continues it. */
        private String value() {
            StringBuilder value = new StringBuilder();
            int keep = 0; // blanks in quotes count, those at the end do not
            boolean quoted = false;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '\n') {
                    break;
                }
                if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
                    continue;
                }
                if (!quoted && (c == '#' || c == ';')) {
                    skipLine();
                    break;
                }
                if (c == '"') {
                    quoted = !quoted;
                    keep = value.length();
                } else if (c == '\\' && at < text.length()) {
                    escape(value);
                    keep = value.length();
                } else if (quoted || !Character.isWhitespace(c)) {
                    value.append(c);
                    keep = value.length();
                } else if (value.length() > 0) {
                    value.append(c);
                }
            }
            value.setLength(Math.min(value.length(), Math.max(keep, 0)));
            return value.toString();
        }

        private void escape(StringBuilder value) {
            char c = text.charAt(at++);
            switch (c) {
                case 'n' -> value.append('\n');
                case 't' -> value.append('\t');
                case 'b' -> value.append('\b');
                case '\n' -> {
                    // The value goes on in the next line.
                }
                case '\r' -> at += at < text.length() && text.charAt(at) == '\n' ? 1 : 0;
                default -> value.append(c);
            }
        }
    }
}
