package dev.isaac.core.internal.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds which braces of a word belong together, each word once, so that many open braces stay cheap. */
final class Braces {

    private record Pair(int close, boolean comma) {}

    private static final class Open {
        final int at;
        final boolean parameter;
        boolean comma;
        boolean range;

        Open(int at, boolean parameter) {
            this.at = at;
            this.parameter = parameter;
        }
    }

    private final Cursor in;
    private final Map<Integer, Pair> pairs = new HashMap<>();
    private final Set<Integer> literalCloses = new HashSet<>();
    private int scannedTo;

    Braces(Cursor in) {
        this.in = in;
    }

    /** Index of the brace that closes a brace expansion opened here; -1: this brace is plain text. */
    int close(int open) {
        if (open >= scannedTo) {
            scan(open);
        }
        Pair pair = pairs.get(open);
        return pair == null ? -1 : pair.close();
    }

    boolean hasComma(int open) {
        Pair pair = pairs.get(open);
        return pair != null && pair.comma();
    }

    /** Whether this closing brace belongs to an opening one that is plain text. */
    boolean isLiteral(int close) {
        return literalCloses.contains(close);
    }

    private void scan(int from) {
        Deque<Open> stack = new ArrayDeque<>();
        int parentheses = 0;
        int i = from;
        loop:
        while (i < in.end) {
            char c = in.at(i);
            switch (c) {
                case '\\' -> i++;
                case '\'' -> {
                    int close = in.text.indexOf('\'', i + 1);
                    i = close < 0 ? in.end : close;
                }
                case '"' -> i = closeOfDouble(i + 1);
                case '(' -> {
                    if (parentheses == 0 && in.at(i - 1) != '$' && in.at(i - 1) != '<' && in.at(i - 1) != '>') {
                        break loop;
                    }
                    parentheses++;
                }
                case ')' -> {
                    if (--parentheses < 0) {
                        break loop;
                    }
                }
                case '{' -> {
                    if (parentheses == 0) {
                        stack.push(new Open(i, i > 0 && in.at(i - 1) == '$'));
                    }
                }
                case ',' -> {
                    if (parentheses == 0 && !stack.isEmpty()) {
                        stack.peek().comma = true;
                    }
                }
                case '.' -> {
                    if (parentheses == 0 && !stack.isEmpty() && in.at(i + 1) == '.') {
                        stack.peek().range = true;
                    }
                }
                case '}' -> {
                    if (parentheses == 0 && !stack.isEmpty()) {
                        close(stack.pop(), i);
                    }
                }
                case ' ', '\t', '\n', '|', '&', ';' -> {
                    if (parentheses == 0) {
                        break loop;
                    }
                }
                default -> {
                    // part of the word
                }
            }
            i++;
        }
        scannedTo = Math.max(i, from + 1);
    }

    private void close(Open open, int at) {
        if (!open.parameter && (open.comma || open.range)) {
            pairs.put(open.at, new Pair(at, open.comma));
        } else if (!open.parameter) {
            literalCloses.add(at);
        }
    }

    private int closeOfDouble(int from) {
        int i = from;
        while (i < in.end && in.at(i) != '"') {
            i += in.at(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
