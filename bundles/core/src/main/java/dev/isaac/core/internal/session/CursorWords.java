package dev.isaac.core.internal.session;

import java.util.ArrayList;
import java.util.List;

/** The words of the command at the end of an unfinished line. Forgiving: the line may stop anywhere, inside quotes too. */
final class CursorWords {

    private CursorWords() {}

    /** The words of the last command, the last one being what is typed now, possibly empty. */
    static List<String> before(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = '\0';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != '\0') {
                if (c == quote) {
                    quote = '\0';
                } else if (c == '\\' && quote == '"' && i + 1 < text.length()) {
                    word.append(text.charAt(++i));
                } else {
                    word.append(c);
                }
                continue;
            }
            switch (c) {
                case '\'', '"' -> {
                    quote = c;
                    inWord = true;
                }
                case '\\' -> {
                    if (i + 1 < text.length()) {
                        word.append(text.charAt(++i));
                    }
                    inWord = true;
                }
                case ' ', '\t' -> {
                    if (inWord) {
                        words.add(word.toString());
                        word.setLength(0);
                        inWord = false;
                    }
                }
                case '|', '&', ';', '\n', '(' -> {
                    words.clear();
                    word.setLength(0);
                    inWord = false;
                }
                default -> {
                    word.append(c);
                    inWord = true;
                }
            }
        }
        words.add(word.toString());
        return words;
    }
}
