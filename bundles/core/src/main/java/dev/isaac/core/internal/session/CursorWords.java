package dev.isaac.core.internal.session;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of the command at the end of an unfinished line. Forgiving: the line may stop anywhere, inside quotes too.
 *
 * @param words those before the one that is typed now, without redirections
 * @param typed what is typed now, without quotes; possibly empty
 * @param dollars where in it a dollar stands that begins an expansion
 * @param quoted whether a quote is open
 * @param redirected whether it names a file that is read or written
 */
record CursorWords(List<String> words, String typed, List<Integer> dollars, boolean quoted, boolean redirected) {

    /** The words of the last command. */
    static CursorWords before(String text) {
        return new Scan(text).words();
    }

    private static final class Scan {

        private final String text;
        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private final List<Integer> dollars = new ArrayList<>();
        private boolean inWord;
        private boolean redirected;
        private char quote;

        Scan(String text) {
            this.text = text;
        }

        CursorWords words() {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean escapes = c == '\\' && quote != '\'';
                if (escapes) {
                    if (i + 1 < text.length()) {
                        word.append(text.charAt(++i));
                    }
                    inWord = true;
                } else if (quote != '\0') {
                    inQuotes(c);
                } else {
                    plain(c, i);
                }
            }
            return new CursorWords(words, word.toString(), dollars, quote != '\0', redirected);
        }

        private void inQuotes(char c) {
            if (c == quote) {
                quote = '\0';
            } else {
                append(c, quote == '"');
            }
        }

        private void plain(char c, int i) {
            switch (c) {
                case '\'', '"' -> {
                    quote = c;
                    inWord = true;
                }
                case ' ', '\t' -> endWord();
                case '<', '>' -> {
                    if (word.chars().allMatch(Character::isDigit)) {
                        forgetWord(); // the number of what is redirected
                    }
                    endWord();
                    redirected = true;
                }
                case '|', '&' -> {
                    // >| and >& and &> redirect.
                    boolean redirects = (i > 0 && text.charAt(i - 1) == '>')
                            || (c == '&' && i + 1 < text.length() && text.charAt(i + 1) == '>');
                    if (!redirects) {
                        endCommand();
                    }
                }
                case ';', '\n', '(' -> endCommand();
                default -> append(c, true);
            }
        }

        private void append(char c, boolean expands) {
            if (c == '$' && expands) {
                dollars.add(word.length());
            }
            word.append(c);
            inWord = true;
        }

        private void endWord() {
            if (inWord) {
                if (!redirected) {
                    words.add(word.toString());
                }
                redirected = false;
            }
            forgetWord();
        }

        private void forgetWord() {
            word.setLength(0);
            dollars.clear();
            inWord = false;
        }

        private void endCommand() {
            words.clear();
            redirected = false;
            forgetWord();
        }
    }
}
