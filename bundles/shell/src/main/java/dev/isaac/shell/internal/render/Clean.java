package dev.isaac.shell.internal.render;

/**
 * Takes out of text what could steer a terminal or hide what is shown: control characters, escape sequences and
 * invisible changes of direction. Text comes from plugins and registries, so it is never shown as it is.
 */
public final class Clean {

    private Clean() {}

    /** Text that keeps its line breaks; tabs become blanks. */
    public static String lines(String text) {
        return clean(text, true);
    }

    /** Text in one line; line breaks become blanks. */
    public static String line(String text) {
        return clean(text, false);
    }

    private static String clean(String text, boolean breaks) {
        if (isClean(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                clean.append(breaks ? '\n' : ' ');
            } else if (c == '\t') {
                clean.append("    ");
            } else if (c == '\r') {
                // A carriage return would let a line overwrite itself; before a line break it means nothing.
                if (i + 1 < text.length() && text.charAt(i + 1) != '\n') {
                    clean.append(breaks ? '\n' : ' ');
                }
            } else if (isUnwelcome(c)) {
                clean.append('\uFFFD');
            } else {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || isUnwelcome(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnwelcome(char c) {
        return c < ' '
                || (c >= 0x7F && c <= 0x9F)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x2028
                || c == 0x2029;
    }
}
