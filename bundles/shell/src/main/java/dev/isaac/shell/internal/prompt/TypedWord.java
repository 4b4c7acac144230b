package dev.isaac.shell.internal.prompt;

/**
 * The word at the cursor while a line is being typed, which may be anything but complete.
 *
 * @param start where it begins in the line
 * @param value what was typed of it, without quotes and escapes
 * @param quote the quote that is open at the cursor; 0 when none is
 * @param expanding the word as it was typed, where it holds an expansion, which has to stay one; else empty
 */
record TypedWord(int start, String value, char quote, String expanding) {

    /** Finds the word that ends at the cursor. */
    static TypedWord at(String line, int cursor) {
        int start = 0;
        char quote = 0;
        boolean inWord = false;
        boolean expands = false;
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
                expands = false;
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
            expands |= c == '$' && quote != '\'';
        }
        return inWord
                ? new TypedWord(start, value.toString(), quote, expands ? line.substring(start, cursor) : "")
                : new TypedWord(cursor, "", (char) 0, "");
    }

    private static boolean isBetweenWords(char c) {
        return Character.isWhitespace(c) || "|&;<>()".indexOf(c) >= 0;
    }

    /** How a value is typed so that the line language reads it back as it is, but for an expansion that is there already. */
    String typed(String replacement, boolean complete) {
        boolean goesOn = !expanding.isEmpty() && replacement.startsWith(value);
        String open = quote == 0 ? "" : String.valueOf(quote);
        String begun = goesOn ? expanding : open;
        String added = escaped(goesOn ? replacement.substring(value.length()) : replacement, goesOn);
        return begun + added + (complete ? open : "");
    }

    private String escaped(String text, boolean goesOn) {
        if (quote == '\'') {
            return text.replace("'", "'\\''");
        }
        StringBuilder typed = new StringBuilder();
        String special = quote == '"' ? "\"\\$`" : " \t'\"\\$`|&;<>()*?[]{}#!";
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Marks inside a word that need no escape stay readable; a brace may end the expansion.
            boolean harmless = (c == '#' && i > 0) || (c == '}' && goesOn);
            if (special.indexOf(c) >= 0 && !harmless) {
                typed.append('\\');
            }
            typed.append(c);
        }
        return typed.toString();
    }
}
