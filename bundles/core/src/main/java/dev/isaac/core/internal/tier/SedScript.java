package dev.isaac.core.internal.tier;

import java.util.ArrayList;
import java.util.List;

/** Reads a sed script as far as it takes to see which commands it runs and which files it writes. */
final class SedScript {

    private final String text;
    private final List<String> runs = new ArrayList<>(1);
    private final List<String> writes = new ArrayList<>(1);
    private boolean unreadable;
    private int pos;

    private SedScript(String text) {
        this.text = text;
    }

    static SedScript read(String text) {
        SedScript script = new SedScript(text);
        script.commands();
        return script;
    }

    /** The command lines that it runs; empty text for what is in the buffer. */
    List<String> runs() {
        return runs;
    }

    /** The files that it writes. */
    List<String> writes() {
        return writes;
    }

    /** Whether it is no script that this class can read. */
    boolean isUnreadable() {
        return unreadable;
    }

    private void commands() {
        while (!unreadable) {
            skip(" \t\n;");
            if (pos >= text.length()) {
                return;
            }
            address();
            skip(" \t");
            if (peek() == ',') {
                pos++;
                skip(" \t");
                address();
            }
            skip(" \t!");
            if (pos < text.length()) {
                command(text.charAt(pos++));
            }
        }
    }

    private void address() {
        char c = peek();
        if (c == '/' || c == '\\') {
            if (c == '\\') {
                pos++;
            }
            delimited(peek());
            skip("IM");
        } else {
            skip("0123456789$~+");
        }
    }

    private void command(char c) {
        switch (c) {
            case '{', '}', '=', 'd', 'D', 'g', 'G', 'h', 'H', 'n', 'N', 'p', 'P', 'x', 'F', 'z' -> {
                // They do nothing beyond the buffer.
            }
            case 'q', 'Q', 'l', 'L' -> skip(" \t0123456789");
            case 'e' -> runs.add(rest("\n").trim());
            case 'w', 'W' -> writes.add(rest("\n").trim());
            case 'r', 'R', 'a', 'i', 'c', '#', ':', 'v' -> text();
            case 'b', 't', 'T' -> rest("\n;}");
            case 's' -> substitute();
            case 'y' -> {
                char delimiter = peek();
                delimited(delimiter);
                pos--;
                delimited(delimiter);
            }
            default -> unreadable = true;
        }
    }

    /** Text to the end of the line; a line end behind a backslash belongs to it. */
    private void text() {
        while (pos < text.length() && (text.charAt(pos) != '\n' || text.charAt(pos - 1) == '\\')) {
            pos++;
        }
    }

    private void substitute() {
        char delimiter = peek();
        delimited(delimiter);
        pos--;
        delimited(delimiter);
        while (pos < text.length()) {
            char flag = text.charAt(pos);
            if (flag == 'w') {
                pos++;
                writes.add(rest("\n").trim());
                return;
            }
            if (flag == 'e') {
                runs.add("");
            } else if ("gpiImM0123456789".indexOf(flag) < 0) {
                return;
            }
            pos++;
        }
    }

    /** From one delimiter over the next. */
    private void delimited(char delimiter) {
        boolean set = false;
        pos++;
        while (pos < text.length()) {
            char c = text.charAt(pos++);
            if (c == '\\') {
                pos++;
            } else if (c == '[' && !set && delimiter != '[') {
                set = text.indexOf(']', pos) > 0;
                // A bracket right behind the opening one belongs to the set.
                if (peek() == '^') {
                    pos++;
                }
                if (peek() == ']') {
                    pos++;
                }
            } else if (c == ']' && set) {
                set = false;
            } else if (c == delimiter && !set) {
                return;
            }
        }
        unreadable = true;
    }

    private String rest(String ends) {
        int start = pos;
        while (pos < text.length() && ends.indexOf(text.charAt(pos)) < 0) {
            pos++;
        }
        return text.substring(start, pos);
    }

    private void skip(String characters) {
        while (pos < text.length() && characters.indexOf(text.charAt(pos)) >= 0) {
            pos++;
        }
    }

    private char peek() {
        return pos < text.length() ? text.charAt(pos) : '\0';
    }
}
