package dev.isaac.shell.internal.prompt;

/**
 * The word at the cursor while a line is being typed, which may be anything but complete.
 *
 * @param start where it begins in the line
 * @param value what was typed of it, without quotes and escapes
 * @param quote the quote that is open at the cursor; 0 when none is
 */
record TypedWord(int start, String value, char quote) {

    /** Finds the word that ends at the cursor. */
    static TypedWord at(String line, int cursor) {
        int start = 0;
        char quote = 0;
        boolean inWord = false;
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < cursor; i++) {
            char c = line.charAt(i);
            if (quote == 0 && isBetweenWords(c)) {
                inWord = false;
                value.setLength(0);
                continue;
            }
            if (!inWord) {
                inWord = true;
                start = i;
            }
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else if (c == '\\' && quote == '"' && i + 1 < cursor && "\"\\$`".indexOf(line.charAt(i + 1)) >= 0) {
                    value.append(line.charAt(++i));
                } else {
                    value.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '\\' && i + 1 < cursor) {
                value.append(line.charAt(++i));
            } else {
                value.append(c);
            }
        }
        return inWord ? new TypedWord(start, value.toString(), quote) : new TypedWord(cursor, "", (char) 0);
    }

    private static boolean isBetweenWords(char c) {
        return Character.isWhitespace(c) || "|&;<>()".indexOf(c) >= 0;
    }

    /** How a value is typed so that the line language reads it back as it is. */
    String typed(String replacement, boolean complete) {
        if (quote == '\'') {
            return "'" + replacement.replace("'", "'\\''") + (complete ? "'" : "");
        }
        StringBuilder typed = new StringBuilder();
        if (quote == '"') {
            typed.append('"');
        }
        String special = quote == '"' ? "\"\\$`" : " \t'\"\\$`|&;<>()*?[]{}#!";
        boolean tilde = quote == 0 && replacement.startsWith("~");
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            // A tilde at the start, and braces or marks inside a word that need no escape, stay readable.
            boolean escaped = special.indexOf(c) >= 0 && !(c == '#' && i > 0);
            if (escaped && !(tilde && i == 0)) {
                typed.append('\\');
            }
            typed.append(c);
        }
        if (quote == '"' && complete) {
            typed.append('"');
        }
        return typed.toString();
    }
}
