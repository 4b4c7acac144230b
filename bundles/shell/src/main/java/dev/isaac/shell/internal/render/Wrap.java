package dev.isaac.shell.internal.render;

import java.util.ArrayList;
import java.util.List;

/** Fits text into a width. */
public final class Wrap {

    private Wrap() {}

    /** Breaks clean text at blanks into lines of no more than a width; a word that is longer is broken anywhere. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            wrapLine(line, width, lines);
        }
        return lines;
    }

    /** As {@link #wrap}, for one sentence that may be indented: the lines that go on with it are indented by two more. */
    public static List<String> hanging(String sentence, int width) {
        String text = sentence.stripLeading();
        String margin = sentence.substring(0, sentence.length() - text.length());
        String deeper = margin + "  ";
        List<String> lines = new ArrayList<>();
        for (String line : wrap(text, Math.max(Look.NARROWEST / 2, width - deeper.length()))) {
            lines.add((lines.isEmpty() ? margin : deeper) + line);
        }
        return lines;
    }

    private static void wrapLine(String line, int width, List<String> lines) {
        if (TextWidth.of(line) <= width) {
            lines.add(line);
            return;
        }
        StringBuilder current = new StringBuilder();
        int used = 0;
        for (String word : line.split(" ", -1)) {
            String rest = word;
            int needed = TextWidth.of(rest);
            if (used > 0 && used + 1 + needed > width) {
                lines.add(current.toString());
                current.setLength(0);
                used = 0;
            }
            while (needed > width) {
                int cut = Math.max(firstCharacter(rest), TextWidth.fitting(rest, width));
                lines.add(rest.substring(0, cut));
                rest = rest.substring(cut);
                needed = TextWidth.of(rest);
            }
            if (!current.isEmpty()) {
                current.append(' ');
                used++;
            }
            current.append(rest);
            used += needed;
        }
        if (!current.isEmpty()) {
            lines.add(current.toString());
        }
    }

    private static int firstCharacter(String text) {
        return Character.charCount(text.codePointAt(0));
    }

    /** Cuts text to a width; what is cut off is marked. */
    public static String cut(String text, int width, String mark) {
        if (TextWidth.of(text) <= width) {
            return text;
        }
        int room = width - TextWidth.of(mark);
        if (room <= 0) {
            return text.substring(0, TextWidth.fitting(text, width));
        }
        return text.substring(0, TextWidth.fitting(text, room)).stripTrailing() + mark;
    }

    /** Blanks after the text up to a width. */
    static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - TextWidth.of(text)));
    }

    /** Blanks before the text up to a width. */
    static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - TextWidth.of(text))) + text;
    }
}
